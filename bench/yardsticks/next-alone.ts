import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { root } from '../../scripts/root.ts'
import { bin, withThisNode } from '../../scripts/run.ts'
import { end } from '../../scripts/sandbox-process.ts'

const folder = join(root, 'bench', 'yardsticks', 'next-alone')
const mark = join(folder, '.next', 'made-with')

/** Builds and serves a page of one button: Next.js and React in the portal's versions and nothing else. */
export async function serveNextAlone(): Promise<{ url: string; stop: () => Promise<void> }> {
  const env = { ...process.env, ...withThisNode(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const
  const locked = readFileSync(join(root, 'package-lock.json'), 'utf8')
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== locked) {
    const { status } = spawnSync(process.execPath, [bin('next'), 'build'], { cwd: folder, env, stdio: 'ignore' })
    if (status !== 0) throw new Error('The yardstick, Next.js alone, could not be built.')
    writeFileSync(mark, locked)
  }
  const serve = [bin('next'), 'start', '--hostname', '127.0.0.1', '--port', '0']
  const server = spawn(process.execPath, serve, { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    return { url: await address(server.stdout), stop: () => end(server) }
  } catch (error) {
    await end(server)
    throw error
  }
}

/** The address that the server prints once it listens. */
async function address(output: Readable): Promise<string> {
  let said = ''
  for await (const text of output.setEncoding('utf8')) {
    said += String(text)
    const port = /http:\/\/127\.0\.0\.1:(\d+)[\s\S]*Ready/.exec(said)?.[1]
    if (port === undefined) continue
    return `http://127.0.0.1:${port}/`
  }
  throw new Error(`The yardstick, Next.js alone, ended before it served: ${said}`)
}
