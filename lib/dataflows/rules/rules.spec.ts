import { describe, expect, it } from 'vitest'
import { bridgeAdvisories, bridgeDraftOf } from '../advisories'
import type { BridgeValues } from '../bridge-values'
import type { EndpointFact } from '../endpoint-fact'
import { bridgeProblems } from '../problems'
import type { DataflowRow } from '../row'
import { someBridge } from '../test-bridges'
import type { BridgeContext } from './define'

const mqtt = (name: string, host: string, more: Partial<EndpointFact> = {}): EndpointFact => ({
  name,
  endpointType: 'Mqtt',
  host,
  retain: 'Keep',
  ...more,
})

const endpoints = [
  mqtt('default', 'aio-broker:18883'),
  mqtt('listener', 'plant-broker:1883'),
  mqtt('uplink', 'hq.example.net:8883'),
  mqtt('uplink-too', 'HQ.example.net:8883', { clientIdPrefix: 'hq-' }),
  mqtt('other', 'other.example.net:8883'),
  mqtt('grid', 'ns.westeurope-1.ts.eventgrid.azure.net:8883'),
  { name: 'lake', endpointType: 'DataLakeStorage', host: 'lake.blob.core.windows.net' },
  { name: 'hub', endpointType: 'Kafka', host: 'hub.servicebus.windows.net:9093' },
  { name: 'hub-group', endpointType: 'kafka', host: 'hub.servicebus.windows.net:9093', consumerGroup: 'line' },
  { name: 'fabric', endpointType: 'Kafka', hostType: 'FabricRT', host: 'x.servicebus.windows.net:9093' },
  { name: 'otel', endpointType: 'OpenTelemetry', host: 'otel:4317' },
]

const flow = (name: string, from: string, topics: string[], to: string, target: string, profile = 'default') =>
  [
    name,
    {
      ...{ name, resourceVersion: '1', uid: name, profile, mode: 'Enabled', createdAt: 0 },
      source: { endpoint: from, topics },
      destination: { endpoint: to, target },
    } satisfies DataflowRow,
  ] as const

const plant: BridgeContext = {
  endpoints: new Map(endpoints.map((one) => [one.name, one])),
  dataflows: new Map([flow('orders', 'uplink', ['orders/#'], 'default', 'plant/orders')]),
  profiles: new Map([
    ['wide', { instanceCount: 2 }],
    ['default', { instanceCount: 1 }],
  ]),
  localServices: ['aio-broker', 'plant-broker'],
}

const told = (
  values: Partial<BridgeValues>,
  { name = 'up', ...more }: Partial<BridgeContext & { name: string }> = {},
) => bridgeAdvisories(bridgeDraftOf(name, { ...someBridge, ...values }, { ...plant, ...more }))

const ids = (...given: Parameters<typeof told>) => told(...given).map(({ id }) => id)

describe('the rules of a bridge', () => {
  it('say nothing of a good one', () => expect(told({})).toEqual([]))

  it('say nothing while nothing is known', () => {
    expect(
      bridgeAdvisories(bridgeDraftOf('up', { ...someBridge, source: 'nowhere', destination: 'lake' }, {})),
    ).toEqual([])
  })

  it('refuse a bridge with the local broker on neither side, and offer the default endpoint', () => {
    expect(told({ source: 'uplink', destination: 'other' })).toMatchObject([
      {
        id: 'local-broker',
        level: 'refusal',
        message: 'A dataflow needs the local broker on one side: neither “uplink” nor “other” is it.',
        fix: { label: 'Write to default', values: { destination: 'default' } },
      },
    ])
    expect(ids({ source: 'default', destination: 'default', topics: 'a', target: 'b' })).toEqual([])
    expect(ids({ source: 'hub-group', destination: 'lake', topics: 'a', schema: 's', format: 'Delta' })).toEqual([
      'local-broker',
    ])
  })

  it('tell of a listener whose name may not count as local', () => {
    expect(ids({ source: 'listener' })).toEqual(['local-broker-name'])
  })

  it.each([
    ['nowhere', 'source-missing'],
    ['lake', 'source-type'],
    ['fabric', 'source-type'],
    ['otel', 'source-type'],
    ['hub', 'consumer-group'],
  ])('judge %s as a source: %s', (source, id) =>
    expect(ids({ source, destination: 'default', topics: 'a', target: 'b' })).toEqual([id]),
  )

  it('jump to the field of an endpoint where the cure is there', () => {
    expect(told({ source: 'hub', destination: 'default', topics: 'a', target: 'b' })[0]?.jump).toEqual({
      label: 'Name a consumer group',
      endpoint: 'hub',
      field: 'consumerGroup',
    })
    expect(told({ destination: 'grid' })).toMatchObject([
      { id: 'event-grid-retain', level: 'warning', jump: { endpoint: 'grid', field: 'retain' } },
    ])
  })

  it('refuse telemetry as a destination, and storage without schema', () => {
    expect(ids({ destination: 'otel' })).toEqual(['destination-type'])
    expect(ids({ destination: 'lake' })).toEqual(['storage-schema', 'storage-format'])
    expect(ids({ destination: 'lake', schema: 'aio-sr://a:1', format: 'Parquet' })).toEqual([])
  })

  it('warn of Event Grid as a source of a profile with several instances', () => {
    expect(
      told({ source: 'grid', destination: 'default', topics: '$share/a/b', target: 'b', profile: 'wide' }),
    ).toMatchObject([
      {
        id: 'event-grid-instances',
        message: 'As a source Event Grid needs a profile with one instance: wide has more, so up may not start.',
        fix: { values: { profile: 'default' } },
      },
      { id: 'event-grid-shared' },
    ])
  })

  it('warn of a loop through other bridges, and through itself', () => {
    expect(told({ topics: 'plant/#', target: 'orders/site' })).toMatchObject([
      {
        id: 'loop',
        level: 'warning',
        message: 'What it writes comes back to what it reads through “orders”: every message would go round and round.',
      },
    ])
    expect(ids({ destination: 'default', topics: 'a/#', target: 'a/b' })).toEqual(['loop'])
    // Another listener is the same broker.
    expect(ids({ source: 'default', destination: 'listener', topics: 'a/#', target: 'a/b' })).toEqual([
      'loop',
      'client-id-collision',
    ])
  })

  it('warn past 70 dataflows in a profile', () => {
    const many = (count: number) =>
      new Map(Array.from({ length: count }, (_, at) => flow(`f${at}`, 'default', ['x'], 'uplink', 'y')))
    expect(ids({}, { dataflows: many(69) })).toEqual([])
    expect(told({}, { dataflows: many(70) })).toMatchObject([{ id: 'profile-full', level: 'warning' }])
    expect(ids({ profile: 'wide' }, { dataflows: many(70) })).toEqual([])
  })

  it('warn where two clients would have one ID', () => {
    const sameHost = new Map(plant.endpoints).set('twin', mqtt('twin', 'aio-broker:18883'))
    expect(ids({ destination: 'twin', topics: 'a', target: 'b' }, { endpoints: sameHost })).toEqual([
      'client-id-collision',
    ])
    // Without a prefix hq-orders, with the prefix hq- orders.
    const prefixed = new Map([flow('orders', 'default', ['x'], 'uplink-too', 'y')])
    expect(ids({}, { name: 'hq-orders', dataflows: prefixed })).toEqual(['client-id-collision'])
  })

  it.each([
    ['wildcards in a topic that is written', { target: 'a/+' }, 'topic'],
    ['a bad filter', { topics: 'a\nb#' }, 'topic-filter'],
    ['a filter that stands there twice', { topics: 'a\na' }, 'topic-filter-twice'],
    ['a topic of the broker’s own', { target: '$SYS/x' }, 'topic-dollar'],
    ['a profile that is not there', { profile: 'none' }, 'profile-missing'],
  ])('see %s', (_, values, id) => expect(ids(values)).toEqual([id]))

  it('tell which filter is wrong when there are several', () => {
    expect(told({ topics: 'a\nb#' })[0]?.message).toBe(
      '“b#”: # stands alone on the last level, for all that is below: plant/#.',
    )
  })
})

describe('bridgeProblems', () => {
  const problems = (name: string, values: Partial<BridgeValues>, base?: BridgeValues) =>
    bridgeProblems({ name, values: { ...someBridge, ...values }, cluster: plant, ...(base && { base }) }).map(
      ({ path, message }) => `${path}: ${message}`,
    )

  it('finds nothing wrong with a good bridge', () => expect(problems('site-up', {})).toEqual([]))

  it('wants a name that is free, and every field', () => {
    expect(problems('orders', {})).toEqual(['name: There is already a dataflow “orders”. Choose another name.'])
    expect(problems('Up', {})).toEqual(['name: Use lower-case letters only.'])
    expect(problems('site-up', { source: '', topics: ' \n', destination: '', target: '', profile: '' })).toHaveLength(5)
  })

  it('does not refuse in an edit what stands there already', () => {
    const odd = { ...someBridge, source: 'uplink', destination: 'other' }
    expect(problems('site-up', odd)).toHaveLength(1)
    expect(problems('site-up', { ...odd, target: 'new' }, odd)).toEqual([])
    expect(problems('site-up', { ...odd, source: 'grid' }, odd)).toHaveLength(1)
  })
})
