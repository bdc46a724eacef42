import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataflowRow } from '@/lib/dataflows/projection'
import type { DataflowRow, Health } from '@/lib/dataflows/row'
import { bridges, createBridges, nextChange } from './bridges'
import type { BrokerRow } from './broker'
import { graceMs, staleMs } from './judge'
import type { PodRow } from './pod'
import { podRow } from './pods'
import { isKnownReason, knownReasonCodes, reasonRows } from './reasons'
import { type StateName, stateWords } from './state'
import { dataflow, health, minute, noon, pod, profile } from './test-rows'

type Case = {
  name: string
  flow?: Partial<DataflowRow>
  health?: Partial<Health>
  pods?: PodRow[]
  profiles?: ReturnType<typeof profile>[]
  endpoints?: string[]
  brokers?: BrokerRow[]
  is: [StateName, StateName]
  /** Of the worse side. */
  worst?: StateName
  since?: number | undefined
  source?: string
  says?: RegExp
}

const broker = (part: Partial<Health>): BrokerRow => ({ name: 'default', resourceVersion: '1', health: health(part) })
const down = pod({ ready: false, readySince: noon - 4 * minute })
const failed = { status: 'Unavailable', reasonCode: 'DataflowMqttTargetConnectionFailed' } as const

/** The rows of the state model, each with what comes close to it. */
const cases: Case[] = [
  {
    name: 'paused: the dataflow is disabled, whatever was last reported',
    flow: { mode: 'Disabled', specChangedAt: noon - minute },
    health: failed,
    is: ['paused', 'paused'],
    since: noon - minute,
    source: 'spec',
  },
  {
    name: 'paused beats pods that are down',
    flow: { mode: 'Disabled' },
    pods: [down],
    is: ['paused', 'paused'],
    since: undefined,
  },
  {
    name: 'waiting: new, and no report is due yet',
    flow: { createdAt: noon - minute },
    is: ['waiting', 'waiting'],
    since: noon - minute,
    source: 'nothing',
    says: /two minutes/,
  },
  {
    name: 'waiting: changed just now, and the report is from before',
    flow: { specChangedAt: noon - 20_000 },
    health: failed,
    is: ['waiting', 'waiting'],
    since: noon - 20_000,
    says: /changed just now/,
  },
  {
    name: 'not waiting: changed just now, and reported since',
    flow: { specChangedAt: noon - minute },
    health: failed,
    is: ['affected', 'disconnected'],
  },
  {
    name: 'not waiting for ever: three minutes after the change the report counts as it is',
    flow: { specChangedAt: noon - graceMs },
    health: { ...failed, lastUpdateTime: noon - graceMs - minute },
    is: ['affected', 'disconnected'],
  },
  {
    name: 'connected: available and fresh',
    health: {},
    is: ['connected', 'connected'],
    since: noon - 10 * minute,
    source: 'report',
  },
  {
    name: 'connected: a moment before the report is stale',
    health: { lastUpdateTime: noon - staleMs + 1 },
    is: ['connected', 'connected'],
  },
  {
    name: 'connected: the reporter’s clock is ahead of ours',
    health: { lastTransitionTime: noon + 9 * minute, lastUpdateTime: noon + 10 * minute },
    is: ['connected', 'connected'],
  },
  {
    name: 'degraded: code on this side',
    health: { status: 'Degraded', reasonCode: 'DataflowMqttSourceConnectionFailed' },
    is: ['degraded', 'affected'],
    says: /^Cannot connect to the source broker\.$/,
  },
  {
    name: 'degraded: nobody is named',
    health: { status: 'Degraded' },
    is: ['degraded', 'degraded'],
    says: /No reason/,
  },
  {
    name: 'degraded: unavailable, and nobody is named',
    health: { status: 'Unavailable', reasonCode: 'SomethingNew', message: 'it broke' },
    is: ['degraded', 'degraded'],
    says: /not which side/,
  },
  {
    name: 'disconnected: unavailable with a code on the source',
    health: { status: 'Unavailable', reasonCode: 'DataflowMqttSourceSubscriptionFailed' },
    is: ['disconnected', 'affected'],
    says: /refuses the subscription/,
  },
  {
    name: 'disconnected: unavailable with a code on the destination',
    health: failed,
    is: ['affected', 'disconnected'],
    since: noon - 10 * minute,
  },
  {
    name: 'affected: what happens between the sides; the bridge as a whole is in trouble',
    health: { status: 'Unavailable', reasonCode: 'DataflowTransformMapperFailed' },
    is: ['affected', 'affected'],
    worst: 'degraded',
    says: /No endpoint is to blame/,
  },
  {
    name: 'stale: the report is fifteen minutes old',
    health: { ...failed, lastUpdateTime: noon - staleMs },
    is: ['stale', 'stale'],
    since: noon,
    says: /failure/,
  },
  {
    name: 'stale beats connected',
    health: { lastUpdateTime: noon - 60 * minute },
    is: ['stale', 'stale'],
    since: noon - 45 * minute,
    says: /all was well/,
  },
  {
    name: 'cannot tell: reported as unknown',
    health: { status: 'Unknown' },
    is: ['unknown', 'unknown'],
    source: 'report',
  },
  {
    name: 'cannot tell: reported in a word that nobody knows',
    health: { status: 'Unknown', unknownStatus: 'Hibernating' },
    is: ['unknown', 'unknown'],
    says: /Hibernating/,
  },
  {
    name: 'cannot tell: a report that does not say when it was made',
    health: { lastUpdateTime: undefined },
    is: ['unknown', 'unknown'],
    says: /when it was made/,
  },
  {
    name: 'cannot tell: no report after the grace, pods unknown',
    is: ['unknown', 'unknown'],
    since: noon - 60 * minute + graceMs,
    source: 'nothing',
  },
  {
    name: 'cannot tell: no report after the grace, though a pod is ready',
    pods: [pod()],
    is: ['unknown', 'unknown'],
    source: 'pods',
    says: /pod of the profile is ready/,
  },
  {
    name: 'older: a good level is connected, since nobody knows when',
    flow: { older: { runtime: { level: 'ok' } } },
    is: ['connected', 'connected'],
    since: undefined,
    source: 'older-report',
  },
  {
    name: 'older: any word that is no warning and no error is good',
    flow: { older: { runtime: { level: 'Running' } } },
    is: ['connected', 'connected'],
  },
  ...['starting', 'Recovering', 'waiting', 'warn', 'warning', 'n/a'].map((level): Case => ({
    name: `older: ${level} is a warning`,
    flow: { older: { runtime: { level } } },
    is: ['degraded', 'degraded'],
  })),
  ...['failed', 'Error'].map((level): Case => ({
    name: `older: ${level} is an error without a side`,
    flow: { older: { runtime: { level, description: 'broker gone' } } },
    is: ['degraded', 'degraded'],
    says: /failed/,
  })),
  {
    name: 'older: an error in provisioning wins',
    flow: { older: { provisioning: { status: 'Succeeded', error: 'no such profile' }, runtime: { level: 'ok' } } },
    is: ['degraded', 'degraded'],
    says: /set up/,
  },
  {
    name: 'older: provisioned says nothing of running',
    flow: { older: { provisioning: { status: 'Succeeded' } } },
    is: ['unknown', 'unknown'],
  },
  {
    name: 'older: the newer report wins',
    flow: { older: { runtime: { level: 'error' } } },
    health: {},
    is: ['connected', 'connected'],
    source: 'report',
  },
  {
    name: 'pods down beats connected',
    health: {},
    pods: [down],
    is: ['pods-down', 'pods-down'],
    since: noon - 4 * minute,
    source: 'pods',
    says: /pod of the profile “default” is not ready/,
  },
  {
    name: 'pods down: the last of them counts',
    health: {},
    pods: [down, pod({ name: 'aio-dataflow-default-1', ready: false, readySince: noon - minute })],
    is: ['pods-down', 'pods-down'],
    since: noon - minute,
    says: /None of the 2 pods/,
  },
  {
    name: 'pods down: there are none',
    health: {},
    pods: [],
    is: ['pods-down', 'pods-down'],
    since: undefined,
    says: /has no pods/,
  },
  {
    name: 'pods down: only pods of other profiles are ready',
    health: {},
    pods: [pod({ name: 'aio-dataflow-default-b-0', profile: 'default-b' })],
    is: ['pods-down', 'pods-down'],
  },
  {
    name: 'not pods down: one of two is ready',
    health: {},
    pods: [down, pod({ name: 'aio-dataflow-default-1' })],
    is: ['connected', 'connected'],
  },
  {
    name: 'not pods down: pods are not known',
    health: {},
    is: ['connected', 'connected'],
  },
  {
    name: 'the profile is absent',
    health: {},
    pods: [],
    profiles: [profile({ name: 'other' })],
    is: ['pods-down', 'pods-down'],
    source: 'spec',
    says: /no profile “default”/,
  },
  {
    name: 'the endpoint is absent, and the report does not know it yet',
    health: {},
    endpoints: ['default'],
    is: ['connected', 'connected'],
  },
  {
    name: 'the endpoint is absent, and nothing is reported',
    endpoints: ['partner-hq'],
    is: ['unknown', 'unknown'],
    says: /no endpoint of that name/,
  },
  {
    name: 'the broker’s fault makes a connected bridge suspect',
    health: {},
    brokers: [broker({ status: 'Unavailable', reasonCode: 'BrokerReplicaFailed' })],
    is: ['degraded', 'degraded'],
    says: /replica of the local broker/,
  },
  {
    name: 'the broker’s fault is no news to a bridge that is broken anyway',
    health: failed,
    brokers: [broker({ status: 'Degraded', reasonCode: 'BrokerProbeFailed' })],
    is: ['affected', 'disconnected'],
    says: /Cannot connect or sign in/,
  },
  {
    name: 'a broker’s report that is stale makes nobody suspect',
    health: {},
    brokers: [broker({ status: 'Unavailable', lastUpdateTime: noon - staleMs })],
    is: ['connected', 'connected'],
  },
  {
    name: 'a broker’s code on the dataflow itself names no side',
    health: { status: 'Degraded', reasonCode: 'BrokerPartitionFailed' },
    is: ['degraded', 'degraded'],
    says: /partition/,
  },
]

const make = ({ flow, health: part, pods, profiles, endpoints, brokers }: Omit<Case, 'name' | 'is'>) => {
  const row = dataflow({ ...flow, ...(part && { health: health(part) }) })
  const input = {
    dataflows: [row],
    ...(pods && { pods }),
    ...(profiles && { profiles }),
    ...(endpoints && { endpoints: new Set(endpoints) }),
    ...(brokers && { brokers }),
  }
  const [bridge] = createBridges()(input, noon)
  if (!bridge) throw new Error('no bridge')
  return bridge
}

describe('the state of a bridge', () => {
  it.each(cases)('$name', (one) => {
    const bridge = make(one)
    expect([bridge.source.state, bridge.destination.state]).toEqual(one.is)
    const { worst } = bridge
    if (one.worst) expect(worst.state).toBe(one.worst)
    if ('since' in one) expect(worst.since).toBe(one.since)
    if (one.source) expect(worst.source).toBe(one.source)
    if (one.says) {
      const texts = [bridge.source.reason?.text, bridge.destination.reason?.text, worst.reason?.text]
      expect(texts.some((text) => one.says?.test(text ?? ''))).toBe(true)
    }
  })

  it('covers every state but “not in use”, which no bridge has', () => {
    const covered = new Set(cases.flatMap(({ is }) => is))
    expect([...covered, 'not-in-use'].sort()).toEqual(Object.keys(stateWords).sort())
  })

  it.each(Object.entries(reasonRows))('%s blames whom the table says', (reasonCode, { blames, text }) => {
    const { source, destination, worst } = make({
      health: { status: 'Unavailable', reasonCode, message: 'as it came' },
    })
    const expected = {
      source: ['disconnected', 'affected'],
      destination: ['affected', 'disconnected'],
      between: ['affected', 'affected'],
      broker: ['degraded', 'degraded'],
      nobody: ['degraded', 'degraded'],
    }[blames]
    expect([source.state, destination.state]).toEqual(expected)
    expect(worst.reason).toMatchObject({ code: reasonCode, message: 'as it came' })
    expect(worst.reason?.text).toContain(text)
  })

  it('shows codes that nobody knows as they are, and reads whom they blame from their form', () => {
    const of = (reasonCode: string) => {
      expect(isKnownReason(reasonCode)).toBe(false)
      const bridge = make({ health: { status: 'Unavailable', reasonCode } })
      expect(bridge.worst.reason?.code).toBe(reasonCode)
      return [bridge.source.state, bridge.destination.state]
    }
    expect(of('DataflowAmqpSourceLinkDetached')).toEqual(['disconnected', 'affected'])
    expect(of('DataflowMqttTargetSendFailed')).toEqual(['affected', 'disconnected'])
    expect(of('DataflowTransformTargetSomething')).toEqual(['affected', 'affected'])
    expect(of('DataflowGraphSourceBroke')).toEqual(['affected', 'affected'])
    expect(of('DataflowResourceSchemaMissing')).toEqual(['degraded', 'degraded'])
    expect(of('SourceOfTrouble')).toEqual(['degraded', 'degraded'])
  })

  it('reads known codes without regard to letter case', () => {
    const [code = ''] = knownReasonCodes
    expect(make({ health: { status: 'Unavailable', reasonCode: code.toLowerCase() } }).source.state).toBe(
      'disconnected',
    )
  })

  it('counts pods and what the profile asks for', () => {
    const bridge = make({
      health: {},
      pods: [pod({ name: 'aio-dataflow-default-10' }), pod({ name: 'aio-dataflow-default-2', ready: false })],
      profiles: [profile({ instanceCount: 3 })],
    })
    expect(bridge.pods).toEqual({
      names: ['aio-dataflow-default-2', 'aio-dataflow-default-10'],
      ready: 1,
      wanted: 3,
    })
  })

  it('is total: whatever stands in a status, both sides have a state and a sentence', () => {
    const status = fc.oneof(
      fc.jsonValue(),
      fc.record({
        healthState: fc.oneof(
          fc.jsonValue(),
          fc.record(
            {
              status: fc.oneof(fc.constantFrom('available', 'DEGRADED', 'Unavailable', 'Unknown'), fc.jsonValue()),
              reasonCode: fc.oneof(fc.constantFrom(...knownReasonCodes), fc.string(), fc.jsonValue()),
              message: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
              lastTransitionTime: fc.oneof(
                fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
                fc.jsonValue(),
              ),
              lastUpdateTime: fc.oneof(
                fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
                fc.jsonValue(),
              ),
            },
            { requiredKeys: [] },
          ),
        ),
        provisioningStatus: fc.jsonValue(),
        runtimeStatus: fc.jsonValue(),
      }),
    )
    fc.assert(
      fc.property(status, fc.jsonValue(), fc.integer({ min: 0, max: 4e12 }), (status, spec, now) => {
        const row = dataflowRow({ metadata: { name: 'x', uid: 'u', resourceVersion: '1' }, spec, status })
        const all = bridges([row], undefined, undefined, now)
        expect(all).toHaveLength(1)
        for (const { state, since, reportedAt, reason } of all.flatMap((one) => [
          one.source,
          one.destination,
          one.worst,
        ])) {
          expect(stateWords).toHaveProperty(state)
          for (const at of [since, reportedAt]) expect(at === undefined || Number.isFinite(at)).toBe(true)
          if (state !== 'connected' && state !== 'paused') expect(reason?.text).toBeTruthy()
        }
        const next = nextChange(all, now)
        expect(next === undefined || next > now).toBe(true)
      }),
    )
  })
})

describe('the clock', () => {
  const at = (row: DataflowRow, now: number) => bridges([row], undefined, undefined, now)

  it('says when it will next change a state, and then it does', () => {
    const rows = [
      dataflow({ createdAt: noon - minute }),
      dataflow({ health: health() }),
      dataflow({ health: health(failed) }),
      dataflow({ health: health(), specChangedAt: noon - 30_000 }),
    ]
    for (const row of rows) {
      const before = at(row, noon)
      const next = nextChange(before, noon) ?? 0
      expect(next).toBeGreaterThan(noon)
      expect(at(row, next - 1)[0]?.worst.state).toBe(before[0]?.worst.state)
      expect(at(row, next)[0]?.worst.state).not.toBe(before[0]?.worst.state)
    }
  })

  it('changes nothing about what is paused, down, stale or unknown for want of reports', () => {
    const still = [
      dataflow({ mode: 'Disabled' }),
      dataflow(),
      dataflow({ health: health({ lastUpdateTime: noon - staleMs }) }),
    ]
    expect(
      nextChange(
        still.flatMap((row) => at(row, noon)),
        noon,
      ),
    ).toBeUndefined()
    expect(nextChange(bridges([dataflow({ health: health() })], [down], undefined, noon), noon)).toBeUndefined()
  })

  it('says so when the trouble of the broker ends by being old', () => {
    const make = createBridges()
    const report = noon - 14 * minute
    const input = {
      dataflows: [dataflow({ health: health() })],
      brokers: [broker({ status: 'Degraded', lastUpdateTime: report })],
    }
    const before = make(input, noon)
    expect(before[0]?.worst.state).toBe('degraded')
    const next = nextChange(before, noon) ?? 0
    expect(next).toBe(report + staleMs)
    expect(make(input, next)[0]?.worst.state).toBe('connected')
  })
})

describe('createBridges', () => {
  const input = () => ({
    dataflows: [dataflow({ health: health() }), dataflow({ name: 'b', uid: 'b', profile: 'wide', health: health() })],
    pods: [pod(), pod({ name: 'aio-dataflow-wide-0', profile: 'wide' })],
    profiles: [profile(), profile({ name: 'wide' })],
    endpoints: new Set(['default', 'partner-hq']),
  })

  it('keeps the list while nothing changed', () => {
    const make = createBridges()
    const same = input()
    const first = make(same, noon)
    expect(make({ ...same, pods: [...same.pods] }, noon + minute)).toBe(first)
  })

  it('makes anew only what a change touches', () => {
    const make = createBridges()
    const same = input()
    const [a, b] = make(same, noon)
    const down = pod({ ready: false, resourceVersion: '2' })
    const [a2, b2] = make({ ...same, pods: [down, ...same.pods.slice(1)] }, noon)
    expect(a2?.worst.state).toBe('pods-down')
    expect(a2).not.toBe(a)
    expect(b2).toBe(b)
  })

  it('tells since when a profile has no pod, where anybody knows', () => {
    const make = createBridges()
    const gone = { ...input(), pods: [], podsGone: new Map([['wide', noon - minute]]) }
    const [a, b] = make(gone, noon)
    expect([a?.worst.state, a?.worst.since]).toEqual(['pods-down', undefined])
    expect([b?.worst.state, b?.worst.since]).toEqual(['pods-down', noon - minute])
    expect(make({ ...gone, podsGone: new Map(gone.podsGone) }, noon)).toEqual([a, b])
    expect(make({ ...gone, podsGone: new Map([['wide', noon]]) }, noon)[1]?.worst.since).toBe(noon)
  })

  it('knows a row again that came anew with the same version', () => {
    const make = createBridges()
    const same = input()
    const first = make(same, noon)
    expect(make({ ...same, dataflows: same.dataflows.map((row) => ({ ...row })) }, noon)).toBe(first)
    const twins = same.dataflows.map((row) => ({ ...row, uid: 'another' }))
    expect(make({ ...same, dataflows: twins }, noon)).not.toBe(first)
  })

  it('always answers what it would without its memory', () => {
    const some = fc.record({
      health: fc.constantFrom(undefined, health(), health(failed), health({ lastUpdateTime: noon - 14 * minute })),
      mode: fc.constantFrom('Enabled' as const, 'Disabled' as const),
      ready: fc.boolean(),
      podsKnown: fc.boolean(),
      endpoint: fc.boolean(),
      brokerFails: fc.boolean(),
      now: fc.integer({ min: noon - 20 * minute, max: noon + 40 * minute }),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (steps) => {
        const make = createBridges()
        steps.forEach(({ health: state, mode, ready, podsKnown, endpoint, brokerFails, now }, step) => {
          const input = {
            // Every step is another write, so it has another version.
            dataflows: [dataflow({ resourceVersion: String(step), mode, ...(state && { health: state }) })],
            ...(podsKnown && { pods: [pod({ ready })] }),
            ...(endpoint && { endpoints: new Set(['default']) }),
            ...(brokerFails && { brokers: [broker({ status: 'Degraded' })] }),
          }
          expect(make(input, now)).toEqual(createBridges()(input, now))
          const later = now + 5 * minute
          expect(make(input, later)).toEqual(createBridges()(input, later))
        })
      }),
    )
  })
})

describe('podRow and bridges together', () => {
  it('leave the operator and the webhook out', () => {
    const names = ['aio-dataflow-operator-0', 'aio-dataflow-admission-webhook-5', 'aio-dataflow-default-0']
    const pods = names.flatMap((name) => podRow({ metadata: { name } }) ?? [])
    const [bridge] = bridges([dataflow()], pods, undefined, noon)
    expect(bridge?.pods.names).toEqual(['aio-dataflow-default-0'])
  })
})
