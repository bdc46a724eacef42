import { describe, expect, it } from 'vitest'
import type { ListenerFact } from '@/lib/brokers/listener-fact'
import { advisoriesOf, draftOf, rulesOf } from '../advisories'
import { completeValues } from '../form-values'
import type { EndpointValues } from '../resource-types'
import { endpointTypeById, endpointTypes } from '../types'
import type { RuleContext } from '../types/define'

const judge = (id: string) => {
  const type = endpointTypeById(id)
  return (changes: EndpointValues, cluster: Partial<RuleContext> = {}, name = 'line-4') => {
    const values = completeValues(type, { ...type.example.values, ...changes })
    return advisoriesOf(type, draftOf(type, name, values, { namespace: 'azure-iot-operations', ...cluster }))
  }
}

/** A rule speaks in the first case and is silent in the second; its fix silences it. */
const speaks = (
  id: string,
  rule: string,
  changes: EndpointValues,
  cluster: Partial<RuleContext> = {},
  name?: string,
) => {
  const found = judge(id)(changes, cluster, name).find((one) => one.id === rule)
  expect(found, `${rule} should speak`).toBeDefined()
  if (found?.fix) {
    const after = judge(id)({ ...changes, ...found.fix.values }, cluster, name)
    expect(
      after.map((one) => one.id),
      'the fix should help',
    ).not.toContain(rule)
  }
  return found
}

const silent = (id: string, rule: string, changes: EndpointValues, cluster: Partial<RuleContext> = {}, name?: string) =>
  expect(judge(id)(changes, cluster, name).map((one) => one.id)).not.toContain(rule)

const local = 'local-mqtt'
const grid = 'event-grid-mqtt'
const custom = 'custom-mqtt'
const hubs = 'event-hubs'
const kafka = 'custom-kafka'
const explorer = 'data-explorer'
const lake = 'data-lake'
const volume = 'local-storage'
const telemetry = 'open-telemetry'
const storage = ['fabric-real-time', 'fabric-onelake', explorer, lake, volume, telemetry]

const listener = (part: Partial<ListenerFact> = {}): ListenerFact => ({
  listener: 'default',
  host: 'aio-broker:18883',
  service: 'aio-broker',
  protocol: 'Mqtt',
  tls: true,
  methods: ['ServiceAccountToken'],
  audiences: ['aio-internal'],
  ...part,
})

const bundle = 'azure-iot-operations-aio-ca-trust-bundle'
const caConfigMaps = new Map([[bundle, { certificates: 1 }]])

describe('every MQTT type', () => {
  it.each([local, grid, custom])('%s: host-form', (id) => {
    expect(speaks(id, 'host-form', { host: 'mqtts://broker.example.net:8884' })?.fix?.values).toEqual({
      host: 'broker.example.net:8884',
    })
    expect(speaks(id, 'host-form', { host: 'broker' })?.level).toBe('refusal')
    silent(id, 'host-form', {})
    silent(id, 'host-form', { host: '' })
    silent(id, 'host-form', { host: 'broker.example.net:443/mqtt', protocol: 'WebSockets' })
    speaks(id, 'host-form', { host: 'broker.example.net:443/mqtt' })
  })

  it('certificate-needs-tls', () => {
    const x509 = { method: 'X509Certificate', secretName: 'x' }
    expect(speaks(custom, 'certificate-needs-tls', { ...x509, tlsMode: 'Disabled' })?.level).toBe('refusal')
    silent(custom, 'certificate-needs-tls', x509)
    silent(custom, 'certificate-needs-tls', { method: 'Anonymous', tlsMode: 'Disabled' })
  })

  it('token-in-clear', () => {
    expect(speaks(local, 'token-in-clear', { tlsMode: 'Disabled' })?.level).toBe('warning')
    silent(local, 'token-in-clear', {})
    silent(local, 'token-in-clear', { method: 'Anonymous', tlsMode: 'Disabled' })
    speaks(custom, 'token-in-clear', { method: 'SystemAssignedManagedIdentity', tlsMode: 'Disabled' })
  })

  it('ca-missing', () => {
    speaks(custom, 'ca-missing', { caConfigMap: 'partner-ca' }, { caConfigMaps })
    speaks(custom, 'ca-missing', { caConfigMap: 'empty' }, { caConfigMaps: new Map([['empty', { certificates: 0 }]]) })
    silent(custom, 'ca-missing', { caConfigMap: bundle }, { caConfigMaps })
    silent(custom, 'ca-missing', { caConfigMap: '' }, { caConfigMaps })
    silent(custom, 'ca-missing', { caConfigMap: 'partner-ca' })
    silent(
      custom,
      'ca-missing',
      { caConfigMap: 'partner-ca', tlsMode: 'Disabled', method: 'Anonymous' },
      { caConfigMaps },
    )
  })

  it('ca-private-key', () => {
    const own = (privateKey: boolean) => ({ caConfigMaps: new Map([['own', { certificates: 1, privateKey }]]) })
    speaks(custom, 'ca-private-key', { caConfigMap: 'own' }, own(true))
    silent(custom, 'ca-private-key', { caConfigMap: 'own' }, own(false))
    silent(custom, 'ca-private-key', { caConfigMap: '' }, own(true))
  })

  const secrets = (...keys: string[]) => ({ secrets: new Map([['partner-x509', { keys }]]) })

  it('secret-missing', () => {
    expect(speaks(custom, 'secret-missing', { secretName: 'other' }, secrets())?.level).toBe('info')
    silent(custom, 'secret-missing', {}, secrets())
    silent(custom, 'secret-missing', {})
    silent(custom, 'secret-missing', { secretName: 'other', method: 'Anonymous' }, secrets())
  })

  it('secret-incomplete', () => {
    expect(speaks(custom, 'secret-incomplete', {}, secrets('client_cert.pem'))?.message).toContain('client_key.pem')
    silent(
      custom,
      'secret-incomplete',
      {},
      secrets('client_cert.pem', 'client_key.pem', 'client_intermediate_certs.pem'),
    )
    silent(custom, 'secret-incomplete', { secretName: 'other' }, secrets('client_cert.pem'))
    silent(custom, 'secret-incomplete', {})
  })

  it('client-id-collision', () => {
    const use = { dataflow: 'uplink', side: 'destination', profile: 'default' } as const
    const other = {
      name: 'twin',
      host: 'Broker.partner.example.net:8883',
      clientIdPrefix: 'site-a-',
      dataflows: ['uplink'],
    }
    const found = speaks(custom, 'client-id-collision', {}, { uses: [use], others: [other] })
    expect(found?.fix?.values).toEqual({ clientIdPrefix: 'line-4-' })
    silent(custom, 'client-id-collision', {}, { uses: [use], others: [{ ...other, clientIdPrefix: '' }] })
    silent(custom, 'client-id-collision', {}, { uses: [use], others: [{ ...other, host: 'other:8883' }] })
    silent(custom, 'client-id-collision', {}, { uses: [use], others: [{ ...other, dataflows: ['downlink'] }] })
    silent(custom, 'client-id-collision', {})
  })

  it('inflight-beyond-mqtt', () => {
    speaks(custom, 'inflight-beyond-mqtt', { maxInflight: '0' })
    speaks(custom, 'inflight-beyond-mqtt', { maxInflight: '65536' })
    silent(custom, 'inflight-beyond-mqtt', { maxInflight: '65535' })
    silent(custom, 'inflight-beyond-mqtt', {})
    silent(custom, 'inflight-beyond-mqtt', { maxInflight: 'many' })
  })

  it('local-broker', () => {
    const use = (isLocal: boolean) => ({
      dataflow: 'relay',
      side: 'source' as const,
      profile: 'default',
      other: { endpoint: 'other', local: isLocal },
    })
    expect(speaks(custom, 'local-broker', {}, { uses: [use(false)] })?.message).toContain('relay')
    silent(custom, 'local-broker', {}, { uses: [use(true)] })
    silent(custom, 'local-broker', {}, { uses: [{ dataflow: 'relay', side: 'source', profile: 'default' }] })
    silent(local, 'local-broker', {}, { uses: [use(false)] })
    silent(custom, 'local-broker', {})
  })
})

describe('the local broker', () => {
  it('audience-unknown', () => {
    const listeners = [listener()]
    expect(speaks(local, 'audience-unknown', { audience: 'mine' }, { listeners })?.fix?.values).toEqual({
      audience: 'aio-internal',
    })
    silent(local, 'audience-unknown', {}, { listeners })
    silent(local, 'audience-unknown', { audience: 'mine' })
    silent(local, 'audience-unknown', { audience: 'mine' }, { listeners: [listener({ audiences: [] })] })
    silent(local, 'audience-unknown', { audience: 'mine', host: 'other:1' }, { listeners })
    silent(local, 'audience-unknown', { audience: 'mine', method: 'Anonymous' }, { listeners })
  })

  it('listener-method', () => {
    const listeners = [listener()]
    speaks(local, 'listener-method', { method: 'Anonymous' }, { listeners })
    silent(local, 'listener-method', {}, { listeners })
    silent(local, 'listener-method', { method: 'Anonymous' }, { listeners: [listener({ methods: ['Anonymous'] })] })
    silent(local, 'listener-method', { method: 'Anonymous' }, { listeners: [listener({ methods: [] })] })
  })

  it('listener-tls', () => {
    speaks(local, 'listener-tls', { tlsMode: 'Disabled' }, { listeners: [listener()] })
    speaks(local, 'listener-tls', {}, { listeners: [listener({ tls: false })] })
    silent(local, 'listener-tls', {}, { listeners: [listener()] })
    silent(local, 'listener-tls', { tlsMode: 'Disabled' })
  })

  it('listener-protocol', () => {
    speaks(local, 'listener-protocol', { protocol: 'WebSockets' }, { listeners: [listener()] })
    speaks(local, 'listener-protocol', {}, { listeners: [listener({ protocol: 'WebSockets' })] })
    silent(local, 'listener-protocol', {}, { listeners: [listener()] })
  })

  it('listener-missing', () => {
    expect(
      speaks(local, 'listener-missing', { host: 'aio-broker:1883' }, { listeners: [listener()] })?.fix?.values,
    ).toEqual({
      host: 'aio-broker:18883',
    })
    silent(local, 'listener-missing', {}, { listeners: [listener()] })
    silent(
      local,
      'listener-missing',
      { host: 'aio-broker.azure-iot-operations.svc:18883' },
      { listeners: [listener()] },
    )
    silent(local, 'listener-missing', { host: 'aio-broker:1883' }, { listeners: [] })
  })

  it('local-broker-name', () => {
    const listeners = [listener({ listener: 'plant', service: 'plant-broker', host: 'plant-broker:1883' })]
    speaks(local, 'local-broker-name', { host: 'plant-broker:1883' }, { listeners })
    silent(local, 'local-broker-name', {}, { listeners })
  })

  it('local-ca', () => {
    expect(speaks(local, 'local-ca', { caConfigMap: '' })?.fix?.values).toEqual({ caConfigMap: bundle })
    silent(local, 'local-ca', {})
    silent(local, 'local-ca', { caConfigMap: '', tlsMode: 'Disabled' })
  })

  it('default-endpoint', () => {
    speaks(local, 'default-endpoint', { host: 'aio-broker:1883' }, {}, 'default')
    speaks(local, 'default-endpoint', { method: 'Anonymous' }, {}, 'default')
    speaks(local, 'default-endpoint', { caConfigMap: 'own' }, {}, 'default')
    silent(local, 'default-endpoint', { keepAlive: '30' }, {}, 'default')
    silent(local, 'default-endpoint', { host: 'aio-broker:1883' })
  })
})

describe('Event Grid', () => {
  it('event-grid-host', () => {
    expect(speaks(grid, 'event-grid-host', { host: 'ns.westeurope-1.eventgrid.azure.net:8883' })?.fix?.values).toEqual({
      host: 'ns.westeurope-1.ts.eventgrid.azure.net:8883',
    })
    expect(speaks(grid, 'event-grid-host', { host: 'ns.westeurope.eventgrid.azure.net:8883' })?.fix?.values).toEqual({
      host: 'ns.westeurope-1.ts.eventgrid.azure.net:8883',
    })
    expect(speaks(grid, 'event-grid-host', { host: 'ns.usgov-1.eventgrid.azure.us:8883' })?.fix?.values).toEqual({
      host: 'ns.usgov-1.ts.eventgrid.azure.us:8883',
    })
    speaks(grid, 'event-grid-host', { host: 'a.b.c.eventgrid.azure.net:8883' })
    speaks(grid, 'event-grid-host', { host: 'broker.example.net:8883' })
    silent(grid, 'event-grid-host', { host: 'ns.usgov-1.ts.eventgrid.azure.us:8883' })
    silent(grid, 'event-grid-host', {})
    silent(grid, 'event-grid-host', { host: 'ns.northeurope-2.ts.eventgrid.azure.net:8883' })
  })

  it('event-grid-sovereign', () => {
    speaks(grid, 'event-grid-sovereign', { host: 'ns.usgov-1.ts.eventgrid.azure.us:8883' })
    speaks(grid, 'event-grid-sovereign', { host: 'ns.chinanorth3-1.eventgrid.azure.cn:8883' })
    silent(grid, 'event-grid-sovereign', {})
    silent(grid, 'event-grid-sovereign', { host: 'broker.example.net:8883' })
  })

  const host = (port: string) => ({ host: `ns.westeurope-1.ts.eventgrid.azure.net:${port}` })

  it('event-grid-port', () => {
    expect(speaks(grid, 'event-grid-port', host('9092'))?.message).toContain('Kafka')
    expect(speaks(grid, 'event-grid-port', host('443'))?.fix?.values.protocol).toBe('WebSockets')
    speaks(grid, 'event-grid-port', host('1883'))
    silent(grid, 'event-grid-port', host('8883'))
    silent(grid, 'event-grid-port', { ...host('443/mqtt'), protocol: 'WebSockets' })
  })

  it('event-grid-websockets', () => {
    speaks(grid, 'event-grid-websockets', { ...host('8883'), protocol: 'WebSockets' })
    speaks(grid, 'event-grid-websockets', { ...host('443'), protocol: 'WebSockets' })
    silent(grid, 'event-grid-websockets', { ...host('443/mqtt'), protocol: 'WebSockets' })
    silent(grid, 'event-grid-websockets', host('8883'))
  })

  it('event-grid-tls', () => {
    expect(speaks(grid, 'event-grid-tls', { tlsMode: 'Disabled' })?.level).toBe('refusal')
    silent(grid, 'event-grid-tls', {})
  })

  it.each(['ServiceAccountToken', 'Anonymous'])('event-grid-method: %s', (method) => {
    expect(speaks(grid, 'event-grid-method', { method })?.level).toBe('refusal')
    silent(grid, 'event-grid-method', {})
  })

  it('event-grid-retain', () => {
    const uses = [{ dataflow: 'uplink', side: 'destination', profile: 'default' }] as const
    expect(speaks(grid, 'event-grid-retain', { retain: '' }, { uses })?.fix?.values).toEqual({ retain: 'Never' })
    silent(grid, 'event-grid-retain', { retain: 'Never' }, { uses })
    silent(grid, 'event-grid-retain', { retain: '' }, { uses: [{ ...uses[0], side: 'source' }] })
  })

  it('event-grid-retain-ahead', () => {
    expect(speaks(grid, 'event-grid-retain-ahead', { retain: '' })?.level).toBe('info')
    silent(grid, 'event-grid-retain-ahead', { retain: 'Never' })
    silent(grid, 'event-grid-retain-ahead', { retain: '' }, { uses: [{ dataflow: 'd', side: 'source', profile: 'p' }] })
  })

  it('event-grid-instances', () => {
    const use = { dataflow: 'downlink', side: 'source', profile: 'wide' } as const
    expect(speaks(grid, 'event-grid-instances', {}, { uses: [{ ...use, instanceCount: 3 }] })?.message).toContain(
      'wide',
    )
    silent(grid, 'event-grid-instances', {}, { uses: [{ ...use, instanceCount: 1 }] })
    silent(grid, 'event-grid-instances', {}, { uses: [use] })
    silent(grid, 'event-grid-instances', {}, { uses: [{ ...use, side: 'destination', instanceCount: 3 }] })
  })

  it('event-grid-session and event-grid-keep-alive', () => {
    speaks(grid, 'event-grid-session', { sessionExpiry: '28801' })
    silent(grid, 'event-grid-session', { sessionExpiry: '28800' })
    speaks(grid, 'event-grid-keep-alive', { keepAlive: '1161' })
    silent(grid, 'event-grid-keep-alive', { keepAlive: '1160' })
    silent(grid, 'event-grid-keep-alive', {})
  })

  it('event-grid-ca', () => {
    speaks(grid, 'event-grid-ca', { caConfigMap: bundle })
    silent(grid, 'event-grid-ca', {})
  })
})

describe('custom brokers', () => {
  it('custom-event-grid and custom-local', () => {
    speaks(custom, 'custom-event-grid', { host: 'ns.westeurope-1.ts.eventgrid.azure.net:8883' })
    speaks(custom, 'custom-event-grid', { host: 'ns.usgov-1.ts.eventgrid.azure.us:8883' })
    silent(custom, 'custom-event-grid', {})
    speaks(custom, 'custom-local', { host: 'aio-broker:18883' })
    silent(custom, 'custom-local', {})
  })

  it('custom-token', () => {
    speaks(custom, 'custom-token', { method: 'ServiceAccountToken', audience: 'a' })
    silent(custom, 'custom-token', {})
  })

  it('custom-audience and custom-scope', () => {
    const system = { method: 'SystemAssignedManagedIdentity' }
    speaks(custom, 'custom-audience', { ...system, identityAudience: 'https://eventgrid.azure.net' })
    silent(custom, 'custom-audience', { ...system, identityAudience: 'https://broker.example.net' })
    silent(custom, 'custom-audience', { identityAudience: 'https://eventgrid.azure.net' })
    const inCloud = (cloud: string, audience: string) => ({
      ...system,
      host: `ns.region-1.ts.eventgrid.azure.${cloud}:8883`,
      identityAudience: audience,
    })
    silent(custom, 'custom-audience', inCloud('net', 'https://eventgrid.azure.net'))
    silent(custom, 'custom-audience', inCloud('us', 'https://eventgrid.azure.us'))
    expect(speaks(custom, 'custom-audience', inCloud('us', 'https://eventgrid.azure.net'))?.message).toContain(
      'sovereign',
    )
    const user = { method: 'UserAssignedManagedIdentity' }
    speaks(custom, 'custom-scope', { ...user, scope: 'https://eventgrid.azure.net/.default' })
    silent(custom, 'custom-scope', { ...user, scope: 'api://broker/.default' })
  })
})

describe('every type', () => {
  const used = (side: 'source' | 'destination', more: object = {}) => ({
    uses: [{ dataflow: 'uplink', side, profile: 'default', ...more }],
  })

  it.each(storage)('%s: destination-only', (id) => {
    expect(speaks(id, 'destination-only', {}, used('source'))?.message).toContain('uplink')
    silent(id, 'destination-only', {}, used('destination'))
    silent(id, 'destination-only', {})
  })

  it('destination-only: not of types that can be both', () => {
    for (const id of [local, grid, custom, hubs, kafka]) silent(id, 'destination-only', {}, used('source'))
  })

  it.each(['fabric-onelake', explorer, lake, volume])('%s: schema-missing', (id) => {
    speaks(id, 'schema-missing', {}, used('destination'))
    silent(id, 'schema-missing', {}, used('destination', { schema: true }))
    silent(id, 'schema-missing', {}, used('source'))
    silent(id, 'schema-missing', {})
  })

  it.each([hubs, kafka, volume, telemetry])('%s: local-broker', (id) => {
    const other = (isLocal: boolean) => ({ other: { endpoint: 'other', local: isLocal } })
    speaks(id, 'local-broker', {}, used('destination', other(false)))
    silent(id, 'local-broker', {}, used('destination', other(true)))
    silent(id, 'local-broker', {}, used('destination'))
  })

  it.each([
    [explorer, 'quality.kusto.windows.net'],
    [explorer, 'kusto.windows.net'],
    [explorer, 'quality.westeurope.kusto.windows.net.example.net'],
    [explorer, 'quality.plant07.internal'],
    [lake, 'blob.core.windows.net'],
    [lake, 'plant07.file.core.windows.net'],
    [lake, '10.0.0.12'],
    ['fabric-onelake', 'fabric.microsoft.com'],
  ])('%s: service-host warns of %s', (id, host) => {
    expect(speaks(id, 'service-host', { host })).toMatchObject({ level: 'warning' })
  })

  it.each([
    [explorer, 'https://quality.westeurope.kusto.windows.net/'],
    [explorer, 'quality.usgovvirginia.kusto.usgovcloudapi.net'],
    [explorer, 'quality.chinaeast2.kusto.chinacloudapi.cn'],
    [lake, 'https://Plant07.Blob.Core.Windows.net'],
    [lake, 'plant07.blob.core.usgovcloudapi.net'],
    [lake, 'plant07.blob.core.chinacloudapi.cn'],
    [lake, 'plant07.privatelink.blob.core.windows.net'],
    [lake, ''],
    ['fabric-onelake', 'westeurope-onelake.dfs.fabric.microsoft.com'],
  ])('%s: service-host is silent about “%s”', (id, host) => {
    silent(id, 'service-host', { host })
  })

  it('service-host: the name for another protocol is told with the right one', () => {
    const right = (host: string) => speaks(lake, 'service-host', { host })?.fix?.values
    expect(right('https://plant07.dfs.core.windows.net/')).toEqual({ host: 'plant07.blob.core.windows.net' })
    expect(right('plant07.dfs.core.chinacloudapi.cn')).toEqual({ host: 'plant07.blob.core.chinacloudapi.cn' })
    expect(right('dfs.core.windows.net')).toBeUndefined()
  })

  it('claim-missing', () => {
    speaks(volume, 'claim-missing', {}, { volumeClaims: ['other'] })
    silent(volume, 'claim-missing', {}, { volumeClaims: ['edge-archive'] })
    silent(volume, 'claim-missing', {})
  })

  it('secret-incomplete: each method’s own keys', () => {
    const holds = (name: string, ...keys: string[]) => ({ secrets: new Map([[name, { keys }]]) })
    const missing = (id: string, name: string, ...keys: string[]) =>
      speaks(id, 'secret-incomplete', {}, holds(name, ...keys))?.message
    expect(missing(hubs, 'event-hubs-login', 'username')).toContain('password')
    expect(missing(lake, 'plant-lake-token', 'token')).toContain('accessToken')
    expect(missing(telemetry, 'collector-client', 'client_cert.pem', 'client_key.pem')).toContain('tls.crt and tls.key')
    silent(hubs, 'secret-incomplete', {}, holds('event-hubs-login', 'username', 'password'))
  })
})

describe('Kafka', () => {
  const asSource = { uses: [{ dataflow: 'downlink', side: 'source', profile: 'default' }] } as const

  it.each([hubs, kafka])('%s: consumer-group', (id) => {
    expect(speaks(id, 'consumer-group', { consumerGroup: '' }, asSource)?.level).toBe('refusal')
    silent(id, 'consumer-group', { consumerGroup: 'plant' }, asSource)
    silent(id, 'consumer-group', { consumerGroup: '' })
  })

  it('password-in-clear', () => {
    speaks(kafka, 'password-in-clear', { saslType: 'Plain', tlsMode: 'Disabled' })
    silent(kafka, 'password-in-clear', { saslType: 'ScramSha512', tlsMode: 'Disabled' })
    silent(kafka, 'password-in-clear', { saslType: 'Plain' })
  })

  it('acks-zero', () => {
    speaks(kafka, 'acks-zero', { acks: 'Zero' })
    silent(kafka, 'acks-zero', {})
  })

  it('event-hubs-host and event-hubs-port', () => {
    speaks(hubs, 'event-hubs-host', { host: 'kafka.example.net:9093' })
    speaks(hubs, 'event-hubs-host', { host: 'a.b.servicebus.windows.net:9093' })
    silent(hubs, 'event-hubs-host', {})
    silent(hubs, 'event-hubs-host', { host: 'ns.servicebus.usgovcloudapi.net:9093' })
    expect(speaks(hubs, 'event-hubs-port', { host: 'ns.servicebus.windows.net:9092' })?.fix?.values).toEqual({
      host: 'ns.servicebus.windows.net:9093',
    })
    silent(hubs, 'event-hubs-port', {})
    expect(speaks(hubs, 'host-form', { host: 'ns.servicebus.windows.net' })?.fix?.values).toEqual({
      host: 'ns.servicebus.windows.net:9093',
    })
  })

  it.each([hubs, 'fabric-real-time'])('%s: event-hubs-tls', (id) => {
    expect(speaks(id, 'event-hubs-tls', { tlsMode: 'Disabled' })?.level).toBe('refusal')
    silent(id, 'event-hubs-tls', {})
  })

  it('custom-event-hubs and kafka-certificate', () => {
    speaks(kafka, 'custom-event-hubs', { host: 'ns.servicebus.windows.net:9093' })
    silent(kafka, 'custom-event-hubs', {})
    speaks(kafka, 'kafka-certificate', { method: 'X509Certificate', secretName: 'x' })
    silent(kafka, 'kafka-certificate', {})
  })
})

describe('OpenTelemetry', () => {
  it('host-form', () => {
    silent(telemetry, 'host-form', {})
    silent(telemetry, 'host-form', { host: 'collector:4317' })
    expect(speaks(telemetry, 'host-form', { host: 'https://collector' })?.fix?.values).toEqual({
      host: 'https://collector:4317',
    })
    speaks(telemetry, 'host-form', { host: 'grpc://collector:4317' })
  })

  it('scheme-and-tls', () => {
    speaks(telemetry, 'scheme-and-tls', { host: 'http://collector:4318' })
    speaks(telemetry, 'scheme-and-tls', { method: 'Anonymous', tlsMode: 'Disabled' })
    silent(telemetry, 'scheme-and-tls', {})
    silent(telemetry, 'scheme-and-tls', { host: 'collector:4317' })
  })
})

describe('all rules', () => {
  it('are each named in a case above', async () => {
    const { readFileSync } = await import('node:fs')
    const source = readFileSync(import.meta.filename, 'utf8')
    for (const rule of endpointTypes.flatMap(rulesOf)) expect(source, rule.id).toContain(`, '${rule.id}',`)
  })
})
