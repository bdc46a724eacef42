import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audienceSuggestions, hostSuggestions, listenerFacts } from './listeners'
import { authenticationRow, listenerRow } from './projection'

const object = (name: string, spec: unknown) => ({ metadata: { name, resourceVersion: '1' }, spec })

const listeners = [
  object('plant', {
    ports: [
      { port: 1883 },
      { port: 8080, protocol: 'websockets', authenticationRef: 'missing', tls: { mode: 'Manual', manual: {} } },
    ],
  }),
  object('default', {
    serviceName: 'aio-broker',
    serviceType: 'ClusterIp',
    ports: [{ port: 18883, protocol: 'Mqtt', authenticationRef: 'default', tls: { mode: 'Automatic' } }],
  }),
].map(listenerRow)

const authentications = new Map(
  [
    object('default', {
      authenticationMethods: [
        { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audiences: ['aio-internal', 'plant'] } },
        { method: 'X509', x509Settings: {} },
        { method: 'Custom' },
      ],
    }),
  ]
    .map(authenticationRow)
    .map((row) => [row.name, row] as const),
)

const facts = listenerFacts(listeners, authentications)

describe('listenerFacts', () => {
  it('joins each port with its authentication', () => {
    expect(facts).toEqual([
      {
        listener: 'plant',
        host: 'plant:1883',
        service: 'plant',
        protocol: 'Mqtt',
        tls: false,
        methods: ['Anonymous'],
        audiences: [],
      },
      {
        listener: 'plant',
        host: 'plant:8080',
        service: 'plant',
        protocol: 'WebSockets',
        tls: true,
        methods: [],
        audiences: [],
      },
      {
        listener: 'default',
        host: 'aio-broker:18883',
        service: 'aio-broker',
        protocol: 'Mqtt',
        tls: true,
        methods: ['ServiceAccountToken', 'X509Certificate'],
        audiences: ['aio-internal', 'plant'],
      },
    ])
  })

  it('is total', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.record({ ports: fc.jsonValue(), authenticationMethods: fc.jsonValue() })),
        (spec) => {
          const row = listenerRow(object('x', spec))
          const authentication = authenticationRow(object('x', spec))
          expect(listenerFacts([row], new Map([['x', authentication]])).every(({ listener }) => listener === 'x')).toBe(
            true,
          )
        },
      ),
    )
  })
})

describe('suggestions', () => {
  it('put the default listener first', () => {
    expect(hostSuggestions(facts)).toEqual([
      { value: 'aio-broker:18883', description: 'listener default, MQTT, TLS' },
      { value: 'plant:1883', description: 'listener plant, MQTT, no TLS' },
      { value: 'plant:8080', description: 'listener plant, WebSockets, TLS' },
    ])
  })

  it('offer the audiences of the chosen host, else all, each once', () => {
    const both = ['aio-internal', 'plant']
    expect(audienceSuggestions(facts, ' aio-broker:18883 ').map(({ value }) => value)).toEqual(both)
    expect(audienceSuggestions([...facts, ...facts], 'elsewhere:1').map(({ value }) => value)).toEqual(both)
    expect(audienceSuggestions(facts, 'plant:1883')).toEqual([])
  })
})
