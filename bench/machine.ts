import { execFileSync } from 'node:child_process'
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'

/** What the numbers were measured on: they mean nothing without it. */
export const machine = () => ({
  system: `${platform()} ${arch()}`,
  processor: cpus()[0]?.model.trim() || 'unknown',
  cores: availableParallelism(),
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  /** Programs that wanted a core over the last minute. Above the number of cores, everything measured was slowed. */
  load: Number((loadavg()[0] ?? 0).toFixed(1)),
})

export type Machine = ReturnType<typeof machine>

/** Resident memory of the portal that this process started, in MB: its server and that server's workers. */
export function portalMemory(): number {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
  const all = listed.split('\n').flatMap((line) => {
    const [, pid, parent, kilobytes, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid === undefined ? [] : [{ pid, parent, kilobytes: Number(kilobytes), command: command ?? '' }]
  })
  const below = (pid: string): typeof all =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)])
  const server = below(String(process.pid)).filter(({ command }) => command.includes('next'))
  return server.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1024
}
