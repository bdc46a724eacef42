import { describe, expect, it } from 'vitest'
import type { CertificateRow } from '@/lib/brokers/row'
import type { DataflowRow } from '@/lib/dataflows/row'
import { endpointRow } from '@/lib/endpoints/projection'
import { bridgeChecks, endpointChecks } from './checks'
import type { CheckedEndpoint, CheckFacts, SecretFact } from './checks/define'
import { dataflow, noon, profile } from './test-rows'

const day = 86_400_000

const mqtt = (name: string, host: string, part: Partial<CheckedEndpoint> = {}): CheckedEndpoint => ({
  name,
  endpointType: 'Mqtt',
  host,
  retain: 'Keep',
  ...part,
})

const certificate = (days: number, part: Partial<CertificateRow['certificates'][number]> = {}) => ({
  subject: 'CN=Plant CA',
  issuer: 'CN=Plant CA',
  notBefore: new Date(noon - 100 * day).toISOString(),
  notAfter: new Date(noon + days * day).toISOString(),
  fingerprint: 'AA',
  ...part,
})

const map = <Item extends { name: string }>(items: Item[]) => new Map(items.map((item) => [item.name, item]))

type Setting = Omit<CheckFacts, 'dataflows' | 'endpoints' | 'profiles'> & {
  dataflows?: DataflowRow[]
  endpoints?: CheckedEndpoint[]
  profiles?: ReturnType<typeof profile>[]
}

const local = mqtt('default', 'aio-broker:18883')
const hq = mqtt('partner-hq', 'hq.example.net:8883', { secrets: ['uplink-x509'], caConfigMap: 'parent-ca' })

const setting = ({
  dataflows = [dataflow()],
  endpoints = [local, hq],
  profiles,
  ...rest
}: Setting = {}): CheckFacts => ({
  dataflows: map(dataflows),
  endpoints: map(endpoints),
  profiles: map(profiles ?? [profile()]),
  ...rest,
})

const endpointIds = (name: string, facts: CheckFacts) =>
  endpointChecks(name, facts, noon).map(({ id, level }) => [id, level])
const bridgeIds = (row: DataflowRow, facts: CheckFacts) =>
  bridgeChecks(row, facts, noon).map(({ id, level }) => [id, level])

const grid = mqtt('grid', 'ns.westeurope-1.ts.eventgrid.azure.net:8883')
const toGrid = dataflow({ name: 'up', destination: { endpoint: 'grid', target: 't' } })
const fromGrid = dataflow({
  name: 'down',
  source: { endpoint: 'grid', topics: ['t'] },
  destination: { endpoint: 'default', target: 't' },
})

const lake: CheckedEndpoint = {
  name: 'lake',
  endpointType: 'DataLakeStorage',
  host: 'https://a.blob.core.windows.net',
  destinationOnly: true,
  needsSchema: true,
}
const toLake = dataflow({ name: 'up', destination: { endpoint: 'lake', target: 't' }, schema: true })
const fromLake = dataflow({ ...fromGrid, source: { endpoint: 'lake', topics: ['t'] } })
const kafka: CheckedEndpoint = { name: 'kafka', endpointType: 'Kafka', host: 'k.example.net:9092' }
const fromKafka = dataflow({ ...fromGrid, source: { endpoint: 'kafka', topics: ['t'] } })
const archive: CheckedEndpoint = { name: 'archive', endpointType: 'LocalStorage', host: 'edge-archive' }
const toArchive = dataflow({ name: 'up', destination: { endpoint: 'archive', target: 't' } })
const login = { ...hq, method: 'Sasl', secretKeys: ['username', 'password'] }

type Case = { name: string; id: string; level: string; facts: Setting; quiet: Setting; of?: string }

const configMap = (certificates: CertificateRow['certificates'], privateKey = false) =>
  new Map([['parent-ca', { certificates, privateKey }]])

type Present = Extract<SecretFact, { state: 'there' }>
type Content = Exclude<Present['content'], { unread: string }>

const certificateKey = 'client_cert.pem'

const kept = (content: Partial<Content> = {}, keptBy: Present['keptBy'] = 'sync'): SecretFact => ({
  state: 'there',
  keptBy,
  content: { keys: [certificateKey, 'client_key.pem'], certificates: [], ...content },
})

const secret = (fact: SecretFact) => new Map([['uplink-x509', fact]])

const client = (days: number) => ({ name: 'CN=uplink', notBefore: noon - 100 * day, notAfter: noon + days * day })

/** Each rule speaks about `facts` and is silent about `quiet`. */
const cases: Case[] = [
  {
    name: 'the source’s endpoint is missing',
    id: 'endpoint-missing',
    level: 'error',
    facts: { endpoints: [hq] },
    quiet: {},
  },
  {
    name: 'the dataflow names no source',
    id: 'no-source',
    level: 'error',
    facts: { dataflows: [dataflow({ source: undefined })] },
    quiet: {},
  },
  {
    name: 'the profile is missing',
    id: 'profile-missing',
    level: 'error',
    facts: { profiles: [profile({ name: 'other' })] },
    quiet: {},
  },
  {
    name: 'the profile has more dataflows than a pod can take',
    id: 'profile-full',
    level: 'warning',
    facts: { dataflows: Array.from({ length: 71 }, (_, at) => dataflow({ name: at === 0 ? 'uplink' : `n${at}` })) },
    quiet: { dataflows: Array.from({ length: 70 }, (_, at) => dataflow({ name: at === 0 ? 'uplink' : `n${at}` })) },
  },
  {
    name: 'the local broker is on neither side',
    id: 'local-broker',
    level: 'warning',
    facts: { endpoints: [mqtt('default', 'own.example.net:8883'), hq] },
    quiet: {},
  },
  {
    name: 'a listener of the instance counts as local too',
    id: 'local-broker',
    level: 'warning',
    facts: { endpoints: [mqtt('default', 'plant-listener:1883'), hq] },
    quiet: { endpoints: [mqtt('default', 'plant-listener:1883'), hq], localServices: ['plant-listener'] },
  },
  {
    name: 'Event Grid as source of a profile with two instances',
    id: 'event-grid-instances',
    level: 'warning',
    of: 'grid',
    facts: { dataflows: [fromGrid], endpoints: [local, grid], profiles: [profile({ instanceCount: 2 })] },
    quiet: { dataflows: [toGrid], endpoints: [local, grid], profiles: [profile({ instanceCount: 2 })] },
  },
  {
    name: 'Event Grid as destination keeps messages retained',
    id: 'event-grid-retain',
    level: 'warning',
    of: 'grid',
    facts: { dataflows: [toGrid], endpoints: [local, grid] },
    quiet: { dataflows: [toGrid], endpoints: [local, { ...grid, retain: 'Never' }] },
  },
  {
    name: 'two endpoints of one broker and prefix serve one dataflow',
    id: 'client-id-collision',
    level: 'warning',
    facts: { endpoints: [mqtt('default', 'HQ.example.net:8883'), hq] },
    quiet: { endpoints: [mqtt('default', 'hq.example.net:8883', { clientIdPrefix: 'a-' }), hq] },
  },
  {
    name: 'the source cannot be read from',
    id: 'destination-only',
    level: 'error',
    of: 'lake',
    facts: { dataflows: [fromLake], endpoints: [local, lake] },
    quiet: { dataflows: [toLake], endpoints: [local, lake] },
  },
  {
    name: 'a Kafka source has no consumer group',
    id: 'consumer-group-missing',
    level: 'error',
    of: 'kafka',
    facts: { dataflows: [fromKafka], endpoints: [local, { ...kafka, noConsumerGroup: true }] },
    quiet: { dataflows: [fromKafka], endpoints: [local, kafka] },
  },
  {
    name: 'storage gets messages without a schema',
    id: 'schema-missing',
    level: 'error',
    of: 'lake',
    facts: { dataflows: [{ ...toLake, schema: undefined }], endpoints: [local, lake] },
    quiet: { dataflows: [toLake], endpoints: [local, lake] },
  },
  {
    name: 'the volume claim is missing',
    id: 'volume-claim-missing',
    level: 'error',
    of: 'archive',
    facts: { dataflows: [toArchive], endpoints: [local, archive], volumeClaims: new Set(['other']) },
    quiet: { dataflows: [toArchive], endpoints: [local, archive], volumeClaims: new Set(['edge-archive']) },
  },
  {
    name: 'a login has no password',
    id: 'secret-key-missing',
    level: 'error',
    facts: { endpoints: [local, login], secrets: secret(kept({ keys: ['username'] })) },
    quiet: { endpoints: [local, login], secrets: secret(kept({ keys: ['username', 'password'] })) },
  },
  {
    name: 'the Secret is missing',
    id: 'secret-missing',
    level: 'error',
    facts: { secrets: secret({ state: 'absent' }) },
    quiet: { secrets: secret(kept()) },
  },
  {
    name: 'the sync has not brought the Secret',
    id: 'secret-missing',
    level: 'error',
    facts: { secrets: secret({ state: 'absent' }), syncedSecrets: new Set(['uplink-x509']) },
    quiet: { secrets: secret(kept()), syncedSecrets: new Set(['uplink-x509']) },
  },
  {
    name: 'nobody may look at the Secret',
    id: 'secret-unread',
    level: 'info',
    facts: { secrets: secret({ state: 'unread', why: 'Not allowed.' }) },
    quiet: { secrets: secret(kept()) },
  },
  {
    name: 'nobody may look into the Secret',
    id: 'secret-unread',
    level: 'info',
    facts: { secrets: secret({ state: 'there', keptBy: 'sync', content: { unread: 'Not allowed.' } }) },
    quiet: { secrets: secret({ state: 'absent' }) },
  },
  {
    name: 'the Secret was made by hand',
    id: 'secret-plain',
    level: 'info',
    facts: { secrets: secret(kept({}, 'nobody')), syncedSecrets: new Set() },
    quiet: { secrets: secret(kept()), syncedSecrets: new Set(['uplink-x509']) },
  },
  {
    name: 'the Secret was written by the portal',
    id: 'secret-plain',
    level: 'info',
    facts: { secrets: secret(kept({}, 'portal')) },
    quiet: { secrets: secret({ state: 'unread', why: 'Not allowed.' }) },
  },
  {
    name: 'the Secret is in the way of its sync',
    id: 'secret-plain',
    level: 'warning',
    facts: { secrets: secret(kept({}, 'nobody')), syncedSecrets: new Set(['uplink-x509']) },
    quiet: { secrets: secret(kept()), syncedSecrets: new Set(['uplink-x509']) },
  },
  {
    name: 'an X.509 client has no key',
    id: 'secret-key-missing',
    level: 'error',
    facts: {
      endpoints: [local, { ...hq, method: 'X509Certificate' }],
      secrets: secret(kept({ keys: [certificateKey] })),
    },
    quiet: { endpoints: [local, { ...hq, method: 'Sasl' }], secrets: secret(kept({ keys: ['password'] })) },
  },
  {
    name: 'the Secret holds what no client can use',
    id: 'secret-unusable',
    level: 'error',
    facts: { secrets: secret(kept({ problem: { kind: 'unusable', says: 'It is hexadecimal.' } })) },
    quiet: { secrets: secret(kept()) },
  },
  {
    name: 'the vault holds a newer value',
    id: 'secret-behind',
    level: 'info',
    facts: { secrets: secret(kept({ problem: { kind: 'behind', says: 'Not synced yet.' } })) },
    quiet: { secrets: secret(kept()) },
  },
  {
    name: 'the Secret is not a synced one, and others are not known',
    id: 'secret-not-synced',
    level: 'info',
    facts: { syncedSecrets: new Set() },
    quiet: { syncedSecrets: new Set(), secrets: secret(kept()) },
  },
  {
    name: 'the config map is missing',
    id: 'ca-missing',
    level: 'error',
    facts: { configMaps: new Map() },
    quiet: { configMaps: configMap([certificate(100)]) },
  },
  {
    name: 'a private key stands in the config map',
    id: 'ca-private-key',
    level: 'warning',
    facts: { configMaps: configMap([certificate(100)], true) },
    quiet: { configMaps: configMap([certificate(100)]) },
  },
  ...(
    [
      [29, 'info'],
      [6, 'warning'],
      [0.5, 'error'],
      [-1, 'error'],
    ] as const
  ).map(([days, level]): Case => ({
    name: `a CA certificate ends in ${days} days`,
    id: 'ca-expiry',
    level,
    facts: { configMaps: configMap([certificate(100), certificate(days)]) },
    quiet: { configMaps: configMap([certificate(31)]) },
  })),
  {
    name: 'a CA certificate is not valid yet',
    id: 'ca-expiry',
    level: 'error',
    facts: { configMaps: configMap([certificate(100, { notBefore: new Date(noon + day).toISOString() })]) },
    quiet: { configMaps: configMap([certificate(100, { notBefore: 'whenever', notAfter: 'never' })]) },
  },
  ...(
    [
      [30, 'info'],
      [7, 'warning'],
      [1, 'error'],
      [0, 'error'],
    ] as const
  ).map(([days, level]): Case => ({
    name: `a client certificate ends in ${days} days`,
    id: 'client-expiry',
    level,
    facts: { secrets: secret(kept({ certificates: [client(200), client(days)] })) },
    quiet: { secrets: secret(kept({ certificates: [client(31)] })) },
  })),
  {
    name: 'a client certificate is not valid yet',
    id: 'client-expiry',
    level: 'error',
    facts: { secrets: secret(kept({ certificates: [{ ...client(90), notBefore: noon + 1 }] })) },
    quiet: { secrets: secret(kept({ certificates: [{ ...client(90), notBefore: noon }] })) },
  },
]

describe('checks', () => {
  it.each(cases)('$name', ({ id, level, facts, quiet, of = 'partner-hq' }) => {
    const [loud, still] = [setting(facts), setting(quiet)]
    expect(endpointIds(of, loud)).toContainEqual([id, level])
    expect(endpointIds(of, still).map(([one]) => one)).not.toContain(id)
    const [row, other] = [[...loud.dataflows.values()][0], [...still.dataflows.values()][0]]
    expect(row && bridgeIds(row, loud)).toContainEqual([id, level])
    expect(other && bridgeIds(other, still).map(([one]) => one)).not.toContain(id)
  })

  it('find nothing where all is well', () => {
    const well = setting({ secrets: secret(kept()), configMaps: configMap([certificate(100)]) })
    expect(endpointIds('partner-hq', well)).toEqual([])
    expect(bridgeIds(dataflow(), well)).toEqual([])
  })

  it('conclude nothing from what is not known', () => {
    expect(endpointChecks('partner-hq', { dataflows: map([dataflow()]) }, noon)).toEqual([])
    expect(bridgeChecks(dataflow(), { dataflows: map([dataflow()]) }, noon)).toEqual([])
  })

  it('say worst first, once, whom it concerns, and where to mend it', () => {
    const two = [dataflow(), dataflow({ name: 'second' })]
    const checks = endpointChecks(
      'partner-hq',
      setting({ dataflows: two, configMaps: new Map(), syncedSecrets: new Set() }),
      noon,
    )
    expect(checks.map(({ id }) => id)).toEqual(['ca-missing', 'secret-not-synced'])
    expect(checks[0]).toMatchObject({
      dataflows: ['uplink', 'second'],
      fix: { target: { kind: 'endpoint-field', endpoint: 'partner-hq', field: 'caConfigMap' } },
    })
    expect(checks[1]?.fix?.target).toEqual({ kind: 'secret', name: 'uplink-x509' })
  })

  it('lead to where a Secret can be mended', () => {
    const fix = (facts: Setting) => endpointChecks('partner-hq', setting(facts), noon)[0]?.fix?.target
    const ended = { certificates: [client(-1)] }
    const field = { kind: 'endpoint-field', endpoint: 'partner-hq', field: 'secretName' }
    expect(fix({ secrets: secret(kept(ended)) })).toEqual({ kind: 'secret', name: 'uplink-x509' })
    expect(fix({ secrets: secret(kept(ended, 'portal')) })).toMatchObject({ kind: 'secret', byPortal: true })
    expect(fix({ secrets: secret(kept(ended, 'nobody')) })).toEqual(field)
    expect(fix({ secrets: secret({ state: 'absent' }) })).toEqual(field)
  })

  it('know nothing of an endpoint that is not there, but who names it', () => {
    expect(
      endpointIds('gone', setting({ dataflows: [dataflow({ source: { endpoint: 'gone', topics: [] } })] })),
    ).toEqual([['endpoint-missing', 'error']])
  })

  it('take the rows of the endpoints feed as they are', () => {
    const spec = {
      endpointType: 'Mqtt',
      mqttSettings: {
        host: grid.host,
        retain: 'never',
        tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'parent-ca' },
      },
    }
    const row: CheckedEndpoint = endpointRow({ metadata: { name: 'grid' }, spec })
    expect(row).toMatchObject({ retain: 'Never', caConfigMap: 'parent-ca' })
    const facts = setting({ dataflows: [toGrid], endpoints: [local, row], configMaps: new Map() })
    expect(endpointIds('grid', facts)).toEqual([['ca-missing', 'error']])
  })
})
