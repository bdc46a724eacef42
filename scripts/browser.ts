import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './root.ts'
import { bin } from './run.ts'

/** The one without windows first, as Playwright has it: drawing a window around each page takes a quarter of the work of a test. */
const names = ['chromium-headless-shell', 'chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser']

/** A Chromium that is there: Playwright's own first, then what is on the PATH. */
function findBrowser(): string | undefined {
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  return names
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find(runs)
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * A Chromium, installed if there is none: with Playwright's installer, or where that cannot reach its download, with
 * the system's package manager. Says what it does. Answers nothing when all of it failed.
 */
export function ensureBrowser(): string | undefined {
  const found = findBrowser()
  if (found) return found
  console.log('There is no Chromium on this machine. Installing the one of Playwright.')
  run(process.execPath, [bin('playwright', '@playwright/test'), 'install', 'chromium'])
  return findBrowser() ?? systemBrowser()
}

const managers = [
  {
    command: 'apt-get',
    steps: [['update'], ['install', '--yes', '--no-install-recommends', 'chromium-headless-shell']],
  },
  { command: 'dnf', steps: [['install', '--assumeyes', 'chromium']] },
  { command: 'apk', steps: [['add', 'chromium']] },
]

function systemBrowser(): string | undefined {
  const manager = managers.find(({ command }) =>
    (process.env.PATH ?? '').split(delimiter).some((folder) => runs(join(folder, command))),
  )
  if (!manager) return undefined
  if (process.getuid?.() !== 0) {
    console.log(
      `Playwright's installer did not bring one. As root: ${manager.command} ${manager.steps.at(-1)?.join(' ')}.`,
    )
    return undefined
  }
  console.log(`Playwright's installer did not bring one. Installing it with ${manager.command}.`)
  for (const step of manager.steps) run(manager.command, step)
  return findBrowser()
}

const run = (command: string, args: string[]) =>
  spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })

/** For Playwright's configuration: the browser to launch. Throws where there is none and none can be installed. */
export function browserPath(): string {
  const executable = ensureBrowser()
  if (!executable) throw new Error('There is no Chromium on this machine, and none could be installed.')
  return executable
}
