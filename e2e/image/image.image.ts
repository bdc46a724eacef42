import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { stageImage } from '../../scripts/stage-image.ts'
import { Cluster } from '../cluster.ts'
import { freshness, openNew, row } from '../form.ts'
import { freePort } from '../plant.ts'
import { startSandbox } from '../start-sandbox.ts'

/*
 * What the image holds, run as the image runs it: nobody in particular, with nothing to write to. Only the engine that would
 * make an image of it is left out.
 */

/** `nobody`, where the tests run as somebody who could be anybody. */
const somebodyElse = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** Every file and folder with the time of its last change. */
async function contents(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return Promise.all(names.sort().map(async (name) => `${name} ${(await stat(join(folder, name))).mtimeMs}`))
}

/** Takes the right to write from everybody, and lets everybody read. */
async function closed(folder: string): Promise<void> {
  for (const name of ['', ...(await readdir(folder, { recursive: true }))]) {
    const path = join(folder, name)
    await chmod(path, (await stat(path)).isDirectory() ? 0o555 : 0o444)
  }
}

const gone = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode)
    else child.once('exit', resolve)
  })

test('what the image holds serves as nobody, on a file system that it cannot write to', async ({ page }) => {
  test.setTimeout(600_000)
  const home = await mkdtemp(join(tmpdir(), 'sluice-image-'))
  await chmod(home, 0o755)
  const folder = join(home, 'portal')
  await mkdir(folder)
  stageImage(folder)
  await closed(folder)
  const before = await contents(folder)
  expect(
    before.filter((line) => /(^|\/)(sandbox|e2e|bench)(\/| )/.test(line) && !line.includes('node_modules')),
  ).toEqual([])

  const sandbox = await startSandbox({ dir: join(home, 'sandbox') })
  const kubeconfig = join(home, 'kubeconfig')
  await copyFile(sandbox.kubeconfig, kubeconfig)
  await chmod(kubeconfig, 0o444)
  const port = await freePort()
  const child = spawn(process.execPath, ['serve.mjs'], {
    cwd: folder,
    ...somebodyElse,
    stdio: ['ignore', 'pipe', 'pipe'],
    // What a pod's name does in a container, and no folder that could be written to.
    env: {
      NODE_ENV: 'production',
      HOSTNAME: 'sluice-7d4b9c-x2x4z',
      HOST: '127.0.0.1',
      PORT: String(port),
      KUBECONFIG: kubeconfig,
      HOME: '/nonexistent',
      TMPDIR: '/nonexistent',
    },
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => lines.push(text))
  }
  try {
    const url = `http://127.0.0.1:${port}`
    await expect(async () => expect((await fetch(`${url}/api/health/ready`)).status).toBe(200)).toPass({
      timeout: 30_000,
    })
    await page.goto(`${url}/sandbox/endpoints`)
    await expect(freshness(page)).toHaveText('Live')
    const form = await openNew(page, 'Custom MQTT Broker')
    await form.fill({ Name: 'from-the-image', Host: 'broker.example.net:8883', 'Service audience': 'broker' })
    await form.apply()
    await expect(row(page, 'from-the-image')).toBeVisible()
    expect(await new Cluster(sandbox.kubeconfig, { playsFaults: true }).exists('from-the-image')).toBe(true)

    const askedAt = performance.now()
    child.kill('SIGTERM')
    await gone(child)
    expect(performance.now() - askedAt).toBeLessThan(5_000)
    expect(await contents(folder)).toEqual(before)
    expect(lines.join('')).not.toMatch(/EROFS|EACCES|EPERM|ENOENT/)
  } finally {
    child.kill('SIGKILL')
    await sandbox.stop()
    await rm(home, { recursive: true, force: true })
  }
})
