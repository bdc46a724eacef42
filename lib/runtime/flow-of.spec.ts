import { describe, expect, it } from 'vitest'
import type { DataflowRow } from '@/lib/dataflows/row'
import { bridges } from './bridges'
import type { SideName } from './bridge'
import type { FlowRow } from './flow'
import { type EndpointFact, flowContext, flowOf, serviceTypeOf, silentAfterMs, silentFor } from './flow-of'
import { dataflow, minute, noon } from './test-rows'

const endpoint = (name: string, host: string, endpointType = 'Mqtt'): EndpointFact => ({ name, host, endpointType })

const endpoints = new Map(
  [
    endpoint('default', 'aio-broker:18883'),
    endpoint('partner-hq', 'hq.example.net:8883'),
    endpoint('partner-2', 'two.example.net:8883'),
    endpoint('grid', 'ns.westeurope-1.ts.eventgrid.azure.net:8883'),
  ].map((one) => [one.name, one]),
)

const flow = (part: Partial<FlowRow> = {}): FlowRow => ({
  name: 'aio-dataflow-default-0',
  resourceVersion: '1',
  profile: 'default',
  readAt: noon - 5_000,
  followedSince: noon - 30 * minute,
  counters: [
    { side: 'source', service: 'Local AIO MQTT Broker', total: 90, perSecond: 2, movedAt: noon - 4_000 },
    { side: 'destination', service: 'Unknown Mqtt Broker', total: 80, perSecond: 1.5, movedAt: noon - 6 * minute },
  ],
  ...part,
})

const read = (
  side: SideName,
  flows: FlowRow[],
  others: Partial<DataflowRow>[] = [],
  mine: Partial<DataflowRow> = {},
) => {
  const all = bridges(
    [dataflow(mine), ...others.map((part, at) => dataflow({ name: `other-${at}`, uid: `o${at}`, ...part }))],
    undefined,
    undefined,
    noon,
  )
  const [bridge] = all
  if (!bridge) throw new Error('no bridge')
  return flowOf(bridge, side, flowContext(all, flows, endpoints))
}

describe('flowOf', () => {
  it('is the bridge’s own figure while nobody shares the kind of service', () => {
    expect(read('destination', [flow()])).toEqual({
      kind: 'counted',
      perSecond: 1.5,
      movedAt: noon - 6 * minute,
      followedSince: noon - 30 * minute,
      sharedWith: [],
    })
  })

  it('names whom it is shared with: the same kind of service, side and profile', () => {
    const others: Partial<DataflowRow>[] = [
      { destination: { endpoint: 'partner-2', target: 't' } },
      { destination: { endpoint: 'grid', target: 't' } },
      { destination: { endpoint: 'partner-2', target: 't' }, profile: 'wide' },
      { destination: { endpoint: 'partner-2', target: 't' }, mode: 'Disabled' },
    ]
    expect(read('destination', [flow()], others)).toMatchObject({ sharedWith: ['other-0'] })
    expect(read('source', [flow()], others)).toMatchObject({ sharedWith: ['other-0', 'other-1'] })
  })

  it('sums up the pods of the profile, and only those', () => {
    const second = flow({ name: 'aio-dataflow-default-1', followedSince: noon - minute })
    const foreign = flow({ name: 'aio-dataflow-wide-0', profile: 'wide' })
    expect(read('source', [flow(), second, foreign])).toMatchObject({ perSecond: 4, followedSince: noon - minute })
  })

  it('has no rate while one of them has none', () => {
    const second = flow({ name: 'b', counters: [{ side: 'source', service: 'Local AIO MQTT Broker', total: 1 }] })
    expect(read('source', [flow(), second])).not.toHaveProperty('perSecond')
  })

  it.each([
    ['no pod was asked', [], {}, /not been asked/],
    [
      'one exposes nothing',
      [flow(), flow({ name: 'b', absent: 'The pod exposes no metrics.' })],
      {},
      /exposes no metrics/,
    ],
    ['one has not answered', [flow({ readAt: undefined })], {}, /not answered/],
    ['the service is not among them', [flow({ counters: [] })], {}, /count nothing for “Unknown Mqtt Broker”/],
    ['the endpoint is gone', [flow()], { destination: { endpoint: 'lost', target: '' } }, /not there/],
    ['it is paused', [flow()], { mode: 'Disabled' as const }, /paused/],
  ])('has no counters, and never zero, when %s', (_, flows, mine, why) => {
    const answer = read('destination', flows, [], mine)
    expect(answer.kind === 'no-counters' ? answer.why : answer).toMatch(why)
  })
})

describe('serviceTypeOf', () => {
  it.each([
    ['Mqtt', 'aio-broker:18883', '', 'Local AIO MQTT Broker'],
    ['mqtt', '', '', 'Local AIO MQTT Broker'],
    ['Mqtt', 'own:1883', '', 'Local AIO MQTT Broker'],
    ['Mqtt', 'ns.westeurope-1.ts.eventgrid.azure.net:8883', '', 'Event Grid'],
    ['Mqtt', 'b.example.net:8883', 'CustomMqtt', 'Unknown Mqtt Broker'],
    ['Kafka', 'x.servicebus.windows.net:9093', '', 'Event Hubs'],
    ['Kafka', 'x.servicebus.windows.net:9093', 'FabricRT', 'Fabric RTI'],
    ['Kafka', 'k.example.net:9093', '', 'Unknown Kafka Broker'],
    ['DataExplorer', 'c.kusto.windows.net', '', 'Data Explorer'],
    ['DataLakeStorage', 'a.blob.core.windows.net', '', 'Blob Storage'],
    ['FabricOneLake', 'onelake', '', 'Fabric OneLake'],
    ['LocalStorage', 'pvc', '', 'Local Storage'],
    ['OpenTelemetry', 'otel:4317', '', 'Open Telemetry'],
    ['Novel', 'x', '', 'Other'],
  ])('%s %s %s is %s', (endpointType, host, hostType, service) => {
    expect(serviceTypeOf({ name: 'e', endpointType, host, hostType }, ['own'])).toBe(service)
  })
})

describe('silentFor', () => {
  const counted = { kind: 'counted', followedSince: noon - 30 * minute, sharedWith: [] } as const

  it('is silent for as long as nothing moved', () => {
    expect(silentFor({ ...counted, movedAt: noon - 6 * minute }, noon)).toEqual({ ms: 6 * minute, atLeast: false })
    expect(silentFor(counted, noon)).toEqual({ ms: 30 * minute, atLeast: true })
  })

  it('is no news before the threshold, without counters, or under a clock that is behind', () => {
    expect(silentFor({ ...counted, movedAt: noon - silentAfterMs + 1 }, noon)).toBeUndefined()
    expect(silentFor({ ...counted, movedAt: noon - silentAfterMs }, noon)).toBeDefined()
    expect(silentFor({ kind: 'no-counters', why: '' }, noon)).toBeUndefined()
    expect(silentFor({ ...counted, movedAt: noon + minute }, noon)).toBeUndefined()
  })
})
