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

/** Resident memory of the portal that this process started, in MB: its server and that server's workers. */
export const portalMemory = (): number => sumOf(portalProcesses('rss')) / 1024

/** Processor time that the same have taken so far, in seconds. */
export const portalSeconds = (): number => sumOf(portalProcesses('cputimes'))

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)

/** One number of `ps` for each process of the portal. */
function portalProcesses(column: 'rss' | 'cputimes'): number[] {
  const listed = execFileSync('ps', ['-A', '-o', `pid=,ppid=,${column}=,args=`], { encoding: 'utf8' })
  const all = listed.split('\n').flatMap((line) => {
    const [, pid, parent, amount, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid === undefined ? [] : [{ pid, parent, amount: Number(amount), command: command ?? '' }]
  })
  const below = (pid: string): typeof all =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)])
  return below(String(process.pid))
    .filter(({ command }) => command.includes('next'))
    .map(({ amount }) => amount)
}
