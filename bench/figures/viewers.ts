import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import https from 'node:https'
import type { RequestOptions } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Cluster } from '../../e2e/cluster.ts'
import { startPlant } from '../../e2e/plant.ts'
import { hostOf } from '../crowd.ts'
import type { FromCrowd, ToCrowd } from '../crowd.ts'
import type { Figure, Line } from '../figure.ts'
import { portalMemory, portalSeconds } from '../machine.ts'
import { spread } from '../spread.ts'
import { bareClient } from '../yardsticks/kubernetes.ts'
import { bareWatch } from '../yardsticks/watch.ts'

const viewers = Number(process.env.BENCH_VIEWERS ?? 1_000)
const seconds = Number(process.env.BENCH_SECONDS ?? 30)
const perSecond = 10
const turns = seconds * perSecond

/** After that all come back within this time, each once: as after a network that was away. */
const comingBackSeconds = 10
const allTurns = turns + comingBackSeconds * perSecond

/** Changes go round these, so that no two of one batch are of one endpoint: each has to come. */
const changing = 50
const nameOf = (turn: number) => `viewed-${turn % changing}`

/** They never read a byte, from half time on. */
const stuckReaders = 10

/** The trial sse-1000: lag and memory with a thousand viewers, and while each of them comes back. */
export const viewersFigure: Figure = {
  name: 'viewers',
  about: `${viewers.toLocaleString('en')} live streams at ${perSecond} changes a second: lag, processor, memory, watches`,
  measure: async () => {
    const plant = await startPlant()
    let crowd: Crowd | undefined
    try {
      const { cluster } = plant
      for (let at = 0; at < changing; at += 1) await cluster.createMqtt(nameOf(at))
      const without = await alone(plant.stopPortal, plant.startPortal, cluster)
      crowd = startCrowd(`${plant.url}/api/${plant.instance}/live`)
      await crowd.ask({ do: 'open', viewers: 1 })
      // A viewer has everything once it is listed; the watches open after that.
      await pause(1_000)
      const before = { watches: await watches(cluster), memory: portalMemory() }

      const opened = await crowd.ask({ do: 'open', viewers: viewers - 1 })
      const cpuFrom = portalSeconds()
      let cpu = Number.NaN
      let reconnecting: Promise<FromCrowd> | undefined
      const { accepted, heard } = await change(cluster, {
        [turns / 2]: () => crowd?.ask({ do: 'stick', readers: stuckReaders }),
        [turns]: () => {
          cpu = portalSeconds() - cpuFrom
          reconnecting = crowd?.ask({ do: 'reconnect', withinMs: comingBackSeconds * 1_000 })
        },
      })
      const reconnected = await reconnecting
      const after = { watches: await watches(cluster), memory: portalMemory() }
      const told = await crowd.ask({ do: 'report', accepted })
      if (opened.is !== 'open' || told.is !== 'report' || reconnected?.is !== 'reconnected') {
        throw new Error('The crowd answered something else.')
      }

      const part = (from: number, to: number) => [told.lags.slice(from, to), heard.slice(from, to)] as const
      const lag = (measure: string, lags: readonly number[][], bare: readonly number[], goal?: string): Line => ({
        measure,
        unit: 'ms',
        ours: spread(lags.flat()),
        yardstick: spread(bare),
        ...(goal && { goal }),
      })
      return [
        {
          title: `${viewers.toLocaleString('en')} viewers, ${perSecond} changes a second for ${seconds} s; ${stuckReaders} more that never read from half time on; then ${comingBackSeconds} s in which each viewer comes back`,
          yardstick: 'one bare watch client that parses the line',
          lines: [
            lag('write accepted until a viewer has it', ...part(0, turns), 'p95 under 1,000 ms'),
            lag('  first half', ...part(0, turns / 2)),
            lag('  second half, beside readers that never read', ...part(turns / 2, turns)),
            lag(
              `  while each of them comes back within ${comingBackSeconds} s`,
              ...part(turns, allTurns),
              'p95 under 1,000 ms',
            ),
            { measure: 'without a stream when coming back', unit: 'ms', ours: spread(reconnected.away) },
            { measure: 'changes that should have come', unit: 'count', ours: viewers * accepted.length },
            { measure: '  that did not', unit: 'count', ours: told.missing, goal: 'none' },
            { measure: 'streams that ended', unit: 'count', ours: told.ended, goal: 'none' },
            { measure: 'all viewers let in and given everything', unit: 'ms', ours: Math.round(opened.tookMs) },
            {
              measure: 'processor time of the portal, per second',
              unit: 'ms',
              ours: Math.round((cpu / seconds) * 1_000),
            },
            { measure: 'memory of the portal with one viewer', unit: 'MB', ours: Math.round(before.memory) },
            { measure: '  with all', unit: 'MB', ours: Math.round(after.memory), goal: 'under 400 MB' },
            {
              measure: '  for each viewer',
              unit: 'kB',
              ours: ((after.memory - before.memory) * 1_024) / (viewers - 1),
            },
            {
              measure: 'watches of the portal with one viewer, one for each kind that is served',
              unit: 'count',
              ours: before.watches - without,
            },
            { measure: '  with all', unit: 'count', ours: after.watches - without, goal: 'no more' },
          ],
        },
      ]
    } finally {
      crowd?.end()
      await plant.stop()
    }
  },
}

/** How many watches there are that are not the portal's. */
async function alone(stop: () => Promise<void>, start: () => Promise<void>, cluster: Cluster): Promise<number> {
  await stop()
  const others = await watches(cluster)
  await start()
  return others
}

const everyMs = 1_000 / perSecond

/** When a change is due, after the start: so many a second, and never in step with anything that beats. */
const dueAt = (turn: number) => turn * everyMs + ((turn * 37) % everyMs)

/** Writes one change after the other, and does before some of them what is to be done then. */
async function change(cluster: Cluster, before: Readonly<Record<number, () => unknown>>) {
  const heardAt = new Map<unknown, number>()
  const watch = await bareWatch(cluster, 'dataflowendpoints', ({ spec }) => {
    const { host } = (spec.mqttSettings ?? {}) as { host?: string }
    if (!heardAt.has(host)) heardAt.set(host, now())
  })
  const client = bareClient(cluster)
  const accepted: number[] = []
  const started = now()
  for (let turn = 0; turn < allTurns; turn += 1) {
    await before[turn]?.()
    await client.patch(nameOf(turn), { spec: { mqttSettings: { host: hostOf(turn) } } })
    accepted.push(now())
    await pause(Math.max(0, started + dueAt(turn + 1) - now()))
  }
  // What has not come within this has not come.
  await pause(2_000)
  watch.stop()
  const heard = accepted.flatMap((at, turn) => {
    const told = heardAt.get(hostOf(turn))
    return told === undefined ? [] : [told - at]
  })
  return { accepted, heard }
}

const now = () => performance.timeOrigin + performance.now()

type Crowd = { ask: (message: ToCrowd) => Promise<FromCrowd>; end: () => void }

function startCrowd(url: string): Crowd {
  const child: ChildProcess = fork(fileURLToPath(new URL('../crowd.ts', import.meta.url)), [url], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ask = (message: ToCrowd) =>
    new Promise<FromCrowd>((resolve, reject) => {
      const lost = () => reject(new Error('The crowd of viewers ended.'))
      child.once('exit', lost).once('message', (answer: FromCrowd) => {
        child.off('exit', lost)
        resolve(answer)
      })
      child.send(message)
    })
  return { ask, end: () => void child.kill() }
}

/** Watches that stand on the API server, by the sandbox's own count. */
async function watches({ config }: Cluster): Promise<number> {
  const options: RequestOptions = {}
  await config.applyToHTTPSOptions(options)
  const text = await new Promise<string>((resolve, reject) => {
    https
      .get(`${config.getCurrentCluster()?.server}/sandbox`, options, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (part: string) => (body += part))
        response.once('end', () => resolve(body))
      })
      .once('error', reject)
  })
  const state = JSON.parse(text) as { watches: Record<string, number> }
  return Object.values(state.watches).reduce((sum, count) => sum + count, 0)
}
