import { collisionOf } from '@/lib/brokers/client-id'
import {
  caMissing,
  countsAsLocalBroker,
  isEventGridHost,
  keyInConfigMap,
  mayRefuseRetained,
  mostDataflowsOfProfile,
  needsLocalBroker,
  needsOneInstance,
  sameClientId,
  secretNotSynced,
} from '@/lib/brokers/documented-rules'
import { isLocalHost } from '@/lib/brokers/local-host'
import { expiryLevel, expirySentence, refusedByBrokers } from '@/lib/core/expiry'
import type { DataflowRow, ProfileRow } from '@/lib/dataflows/row'
import type { SideName } from './bridge'
import type { Target } from './doctor'

/** Something about the configuration that will hurt, whatever is reported. None of it dials anything. */
export type Check = {
  /** Names the rule; with `text` unique among the checks of one object. */
  id: string
  level: 'error' | 'warning' | 'info'
  text: string
  /** The dataflows it concerns. */
  dataflows: readonly string[]
  fix?: { label: string; target: Target }
}

/** What checks know of an endpoint; rows of the endpoints feed are such. */
export type CheckedEndpoint = {
  name: string
  endpointType: string
  hostType?: string
  host: string
  clientIdPrefix?: string
  secrets?: readonly string[]
  caConfigMap?: string
  retain?: 'Keep' | 'Never'
}

type Validity = { notBefore?: number; notAfter?: number }

/** What there is in the cluster. What is not known (whole) is left out, and checks about it stay silent. */
export type CheckFacts = {
  dataflows: ReadonlyMap<string, DataflowRow>
  endpoints?: ReadonlyMap<string, CheckedEndpoint>
  profiles?: ReadonlyMap<string, ProfileRow>
  /** Services of the instance's own broker listeners. */
  localServices?: readonly string[]
  /** Config maps with certificates; times are RFC 3339. */
  configMaps?: ReadonlyMap<
    string,
    { certificates: readonly { subject: string; notBefore: string; notAfter: string }[]; privateKey: boolean }
  >
  /** All Secrets by name, where the portal may list them. */
  secrets?: { has: (name: string) => boolean }
  syncedSecrets?: { has: (name: string) => boolean }
  /** Validity of client certificates by the name of their Secret, epoch milliseconds. */
  clientCertificates?: ReadonlyMap<string, Validity>
}

type Use = { dataflow: DataflowRow; side: SideName; other?: string }

const sides = ['source', 'destination'] as const satisfies readonly SideName[]

const usesOf = (endpoint: string, dataflows: Iterable<DataflowRow>): Use[] =>
  [...dataflows].flatMap((dataflow) =>
    sides
      .filter((side) => dataflow[side]?.endpoint === endpoint)
      .map((side) => {
        const other = dataflow[side === 'source' ? 'destination' : 'source']?.endpoint
        return { dataflow, side, ...(other !== undefined && { other }) }
      }),
  )

const severity: Record<Check['level'], number> = { error: 0, warning: 1, info: 2 }

const worstFirst = (checks: Check[]): Check[] => {
  const seen = new Set<string>()
  return checks
    .filter(({ id, text }) => {
      const key = `${id}\n${text}`
      return seen.has(key) ? false : seen.add(key)
    })
    .sort((one, other) => severity[one.level] - severity[other.level])
}

/** Everything that is amiss with an endpoint and the way dataflows use it, worst first. `now`: the server's clock. */
export const endpointChecks = (name: string, facts: CheckFacts, now: number): Check[] => {
  const uses = usesOf(name, facts.dataflows.values())
  return worstFirst([
    ...endpointItself(name, uses, facts, now),
    ...uses.flatMap(({ dataflow }) => [...references(dataflow, facts), ...localBroker(dataflow, facts)]),
    ...[...new Set(uses.map(({ dataflow }) => dataflow.profile))].flatMap((profile) => profileChecks(profile, facts)),
  ])
}

/** Everything that is amiss with one dataflow, its endpoints and its profile, worst first. */
export const bridgeChecks = (dataflow: DataflowRow, facts: CheckFacts, now: number): Check[] =>
  worstFirst([
    ...references(dataflow, facts),
    ...localBroker(dataflow, facts),
    ...profileChecks(dataflow.profile, facts),
    ...sides.flatMap((side) => {
      const endpoint = dataflow[side]?.endpoint
      if (endpoint === undefined) return []
      return endpointItself(endpoint, usesOf(endpoint, [dataflow]), facts, now)
    }),
  ])

/** `az iot ops check` makes the same checks of references. */
const references = (dataflow: DataflowRow, { endpoints, profiles }: CheckFacts): Check[] => {
  const target: Target = { kind: 'dataflow', name: dataflow.name }
  const found = (id: string, text: string): Check => ({
    id,
    level: 'error',
    text,
    dataflows: [dataflow.name],
    fix: { label: 'Open the dataflow', target },
  })
  return [
    ...sides.flatMap((side) => {
      const endpoint = dataflow[side]?.endpoint
      if (endpoint === undefined) return [found(`no-${side}`, `${dataflow.name} names no ${side} endpoint.`)]
      if (!endpoints || endpoints.has(endpoint)) return []
      return [
        found('endpoint-missing', `The ${side} of ${dataflow.name} is “${endpoint}”, and there is no such endpoint.`),
      ]
    }),
    ...(profiles && !profiles.has(dataflow.profile)
      ? [found('profile-missing', `There is no profile “${dataflow.profile}”: nothing runs ${dataflow.name}.`)]
      : []),
  ]
}

const isLocal = (
  { endpointType, hostType = '', host }: CheckedEndpoint,
  localServices: readonly string[] = [],
): boolean =>
  endpointType.toLowerCase() === 'mqtt' &&
  (hostType.toLowerCase() === 'localbroker' || countsAsLocalBroker(host) || isLocalHost(host, localServices))

const localBroker = (dataflow: DataflowRow, { endpoints, localServices }: CheckFacts): Check[] => {
  const [from, to] = sides.map((side) => endpoints?.get(dataflow[side]?.endpoint ?? ''))
  if (!from || !to || isLocal(from, localServices) || isLocal(to, localServices)) return []
  return [
    {
      id: 'local-broker',
      level: 'warning',
      text: needsLocalBroker([dataflow.name]),
      dataflows: [dataflow.name],
      fix: { label: 'Open the dataflow', target: { kind: 'dataflow', name: dataflow.name } },
    },
  ]
}

const profileChecks = (profile: string, { dataflows }: CheckFacts): Check[] => {
  const members = [...dataflows.values()].filter((row) => row.profile === profile).map(({ name }) => name)
  if (members.length <= mostDataflowsOfProfile) return []
  return [
    {
      id: 'profile-full',
      level: 'warning',
      text: `The profile “${profile}” has ${members.length} dataflows; past ${mostDataflowsOfProfile} its pods may not start. Move some to another profile.`,
      dataflows: members,
      fix: { label: 'See its pods', target: { kind: 'pods', profile } },
    },
  ]
}

const endpointItself = (name: string, uses: readonly Use[], facts: CheckFacts, now: number): Check[] => {
  const endpoint = facts.endpoints?.get(name)
  if (!endpoint) return []
  const dataflows = [...new Set(uses.map(({ dataflow }) => dataflow.name))]
  const field = (field: string): Target => ({ kind: 'endpoint-field', endpoint: name, field })
  return [
    ...eventGrid(endpoint, uses, facts, field),
    ...collisions(endpoint, dataflows, facts, field),
    ...trustedCa(endpoint, dataflows, facts, now, field),
    ...(endpoint.secrets ?? []).flatMap((secret) => secretChecks(secret, dataflows, facts, now, field)),
  ]
}

type FieldTarget = (field: string) => Target

const eventGrid = (
  { host, hostType = '', retain }: CheckedEndpoint,
  uses: readonly Use[],
  { profiles }: CheckFacts,
  field: FieldTarget,
): Check[] => {
  if (hostType.toLowerCase() !== 'eventgrid' && !isEventGridHost(host)) return []
  const many = uses
    .filter(({ side, dataflow }) => side === 'source' && (profiles?.get(dataflow.profile)?.instanceCount ?? 1) > 1)
    .map(({ dataflow }) => ({ dataflow: dataflow.name, profile: dataflow.profile }))
  const kept =
    retain === 'Keep' ? uses.filter(({ side }) => side === 'destination').map(({ dataflow }) => dataflow.name) : []
  const [first] = many
  return [
    ...(first
      ? [
          {
            id: 'event-grid-instances',
            level: 'warning' as const,
            text: needsOneInstance(many),
            dataflows: many.map(({ dataflow }) => dataflow),
            fix: { label: 'See its pods', target: { kind: 'pods' as const, profile: first.profile } },
          },
        ]
      : []),
    ...(kept.length > 0
      ? [
          {
            id: 'event-grid-retain',
            level: 'warning' as const,
            text: mayRefuseRetained(kept),
            dataflows: kept,
            fix: { label: 'Set Retain to Never', target: field('retain') },
          },
        ]
      : []),
  ]
}

const collisions = (
  endpoint: CheckedEndpoint,
  dataflows: readonly string[],
  facts: CheckFacts,
  field: FieldTarget,
): Check[] => {
  if (dataflows.length === 0 || endpoint.endpointType.toLowerCase() !== 'mqtt') return []
  const mine = new Set(dataflows)
  const others = new Map<string, string[]>()
  for (const row of facts.dataflows.values()) {
    if (!mine.has(row.name)) continue
    for (const other of new Set([row.source?.endpoint, row.destination?.endpoint])) {
      if (other !== undefined && other !== endpoint.name) others.set(other, [...(others.get(other) ?? []), row.name])
    }
  }
  const clash = collisionOf(
    { ...endpoint, dataflows },
    [...others].flatMap(([name, served]) => {
      const other = facts.endpoints?.get(name)
      return other ? [{ ...other, dataflows: served }] : []
    }),
  )
  if (!clash) return []
  return [
    {
      id: 'client-id-collision',
      level: 'warning',
      text: sameClientId(clash.endpoint, clash.dataflows),
      dataflows: clash.dataflows,
      fix: { label: 'Choose another prefix', target: field('clientIdPrefix') },
    },
  ]
}

const trustedCa = (
  { caConfigMap }: CheckedEndpoint,
  dataflows: readonly string[],
  { configMaps }: CheckFacts,
  now: number,
  field: FieldTarget,
): Check[] => {
  if (!caConfigMap || !configMaps) return []
  const map = configMaps.get(caConfigMap)
  const choose = { label: 'Choose another config map', target: field('caConfigMap') }
  const open = { label: 'Open the config map', target: { kind: 'config-map' as const, name: caConfigMap } }
  if (!map || map.certificates.length === 0) {
    return [{ id: 'ca-missing', level: 'error', text: caMissing(caConfigMap), dataflows, fix: choose }]
  }
  const key: Check[] = map.privateKey
    ? [{ id: 'ca-private-key', level: 'warning', text: keyInConfigMap(caConfigMap), dataflows, fix: open }]
    : []
  return [
    ...key,
    ...map.certificates.flatMap(({ subject, notBefore, notAfter }) =>
      expiry(
        'ca-expiry',
        `The CA certificate ${subject} in “${caConfigMap}”`,
        { notBefore: Date.parse(notBefore), notAfter: Date.parse(notAfter) },
        now,
        dataflows,
        open,
      ),
    ),
  ]
}

const secretChecks = (
  secret: string,
  dataflows: readonly string[],
  { secrets, syncedSecrets, clientCertificates }: CheckFacts,
  now: number,
  field: FieldTarget,
): Check[] => {
  const open = { label: 'Open the secret', target: { kind: 'secret' as const, name: secret } }
  if (secrets && !secrets.has(secret)) {
    const text = `There is no Secret “${secret}”: the connection fails until there is one.`
    const fix = { label: 'Choose another secret', target: field('secretName') }
    return [{ id: 'secret-missing', level: 'error', text, dataflows, fix }]
  }
  const validity = clientCertificates?.get(secret)
  return [
    ...(!secrets && syncedSecrets && !syncedSecrets.has(secret)
      ? [{ id: 'secret-not-synced', level: 'info' as const, text: secretNotSynced(secret), dataflows, fix: open }]
      : []),
    ...(validity
      ? expiry('client-expiry', `The client certificate in “${secret}”`, validity, now, dataflows, open)
      : []),
  ]
}

/** Warns 30 days ahead, and says error once brokers turn the certificate away. */
const expiry = (
  id: string,
  what: string,
  { notBefore, notAfter }: Validity,
  now: number,
  dataflows: readonly string[],
  fix: Check['fix'],
): Check[] => {
  const validity = {
    ...(known(notBefore) && { notBefore }),
    ...(known(notAfter) && { notAfter }),
  }
  const sentence = expirySentence(validity, now)
  if (sentence === undefined) return []
  const level = expiryLevel(validity, now)
  return [
    {
      id,
      level: refusedByBrokers(level) || level === 'day' ? 'error' : level === 'month' ? 'info' : 'warning',
      text: `${what}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
      dataflows,
      ...(fix && { fix }),
    },
  ]
}

const known = (time: number | undefined): time is number => time !== undefined && !Number.isNaN(time)
