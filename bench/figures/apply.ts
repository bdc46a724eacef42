import { setTimeout as pause } from 'node:timers/promises'
import type { Resource } from '../../e2e/cluster.ts'
import { openEdit, openNew } from '../../e2e/form.ts'
import { startPlant } from '../../e2e/plant.ts'
import { coldSeat, launch, plain } from '../browser.ts'
import { captureAction } from '../captured-action.ts'
import type { CapturedAction } from '../captured-action.ts'
import type { Figure, Line } from '../figure.ts'
import { beyond, spread } from '../spread.ts'
import { bareClient } from '../yardsticks/kubernetes.ts'

const tries = 250
const warmUps = 30

/** The portal's watch hears of the write before, as it would have between two operators. Milliseconds. */
const rest = 20

const host = (turn: number) => `broker-${turn}.example.net:8883`

export const apply: Figure = {
  name: 'apply',
  about: 'creating and editing an endpoint through the server action, beside the bare write',
  measure: async () => {
    const plant = await startPlant()
    const browser = await launch()
    try {
      const { page, close } = await coldSeat(browser, plain)
      await page.goto(`${plant.url}/${plant.instance}/endpoints`)
      const created = await captureAction(page, async () => {
        const form = await openNew(page, 'Custom MQTT Broker')
        await form.fill({ Name: 'measured', Host: host(0), 'Service audience': 'broker' })
        await form.apply()
      })
      const edited = await captureAction(page, async () => {
        const form = await openEdit(page, 'measured')
        await form.fill({ Host: host(1) })
        await form.apply()
      })
      // From here on the browser would only take time away.
      await close()
      const client = bareClient(plant.cluster)
      const edits = await editing(client, edited, await plant.cluster.endpoint('measured'))
      const creations = await creating(client, created, await plant.cluster.endpoint('measured'))
      return [
        {
          title: `Applying: ${tries} edits of one endpoint and ${tries} new ones, in turns with the yardstick`,
          yardstick: 'the same write of the same object by the bare Kubernetes client, its connection kept',
          lines: [...lines('edit', edits, 'at most 15 ms at p50'), ...lines('create', creations)],
        },
      ]
    } finally {
      await browser.close()
      await plant.stop()
    }
  },
}

type Pairs = { ours: number[]; bare: number[] }

const lines = (name: string, { ours, bare }: Pairs, goal?: string): Line[] => [
  { measure: name, unit: 'ms', ours: spread(ours), yardstick: spread(bare) },
  { measure: `  more than the bare write beside it`, unit: 'ms', ours: beyond(ours, bare), ...(goal && { goal }) },
]

/** Ours and the yardstick's in turns, so that whatever else the machine does meets both. */
async function inTurns(ours: (turn: number) => Promise<void>, bare: (turn: number) => Promise<void>): Promise<Pairs> {
  const pairs: Pairs = { ours: [], bare: [] }
  for (let turn = -warmUps; turn < tries; turn += 1) {
    const took = { ours: await timed(() => ours(turn)), bare: await timed(() => bare(turn)) }
    if (turn < 0) continue
    pairs.ours.push(took.ours)
    pairs.bare.push(took.bare)
  }
  return pairs
}

async function timed(work: () => Promise<void>): Promise<number> {
  await pause(rest)
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** One field changes each time, and both insist on the version that the write before left. */
async function editing(client: Client, action: CapturedAction, { metadata, spec }: Resource): Promise<Pairs> {
  const values = action.input.values as Record<string, string>
  let now = { host: (spec.mqttSettings as { host: string }).host, version: metadata.resourceVersion ?? '' }
  let turn = 1
  return inTurns(
    async () => {
      const next = host((turn += 1))
      const input = { ...action.input, base: { ...values, host: now.host }, values: { ...values, host: next } }
      const version = /"resourceVersion":"([^"]+)"/.exec(await action.post(input))?.[1]
      if (version === undefined) throw new Error('The action does not say which version it wrote.')
      now = { host: next, version }
    },
    async () => {
      const next = host((turn += 1))
      const patch = { metadata: { resourceVersion: now.version }, spec: { mqttSettings: { host: next } } }
      const written = await client.patch('measured', patch)
      now = { host: next, version: written.metadata.resourceVersion ?? '' }
    },
  )
}

const creating = (client: Client, action: CapturedAction, { apiVersion, kind, spec }: Resource): Promise<Pairs> =>
  inTurns(
    async (turn) => void (await action.post({ ...action.input, name: `ours-${turn + warmUps}` })),
    async (turn) =>
      void (await client.create({ apiVersion, kind, metadata: { name: `bare-${turn + warmUps}` }, spec })),
  )

type Client = ReturnType<typeof bareClient>
