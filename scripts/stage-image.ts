import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './root.ts'
import { bin, withThisNode } from './run.ts'

/** Beside the other builds, so that none of them is disturbed. */
const dist = '.next/image'

/**
 * Lays out in `folder` what the image holds, without an engine that makes images: the standalone build, copied as the last
 * stage of `deploy/Containerfile` says. Throws when the build fails.
 */
export function stageImage(folder: string): void {
  mkdirSync(join(root, 'public'), { recursive: true })
  const { status } = spawnSync(process.execPath, [bin('next'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...withThisNode(),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      SLUICE_OUTPUT: 'standalone',
      SLUICE_DIST: dist,
    },
  })
  if (status !== 0) throw new Error('the standalone build failed')
  for (const { from, to } of copies()) {
    const source = join(root, from)
    if (!existsSync(source)) throw new Error(`deploy/Containerfile copies ${from}, which is not there`)
    const target = join(folder, to)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(source, target, { recursive: true })
  }
}

/** The copies of the last stage, with this build's folder in the place of `.next`. */
function copies(): { from: string; to: string }[] {
  const text = readFileSync(join(root, 'deploy', 'Containerfile'), 'utf8')
  const last = text.slice(text.lastIndexOf('\nFROM '))
  const found = [...last.matchAll(/^COPY (?:--from=build \/portal\/)?(\S+) (\S+)$/gm)].map(
    ([, from = '', to = '']) => ({
      from: from.replace(/^\.next\b/, dist),
      to: (to.endsWith('/') && /\.\w+$/.test(from) ? to + (from.split('/').at(-1) ?? '') : to).replace(
        /^\.\/\.next\b/,
        dist,
      ),
    }),
  )
  if (found.length < 3) throw new Error('deploy/Containerfile has no copies that can be followed')
  return found
}
