import { requiredKeys } from '@/lib/brokers/credentials'
import { isLocalHost } from '@/lib/brokers/local-host'
import type { FieldIssue } from '@/lib/core/result'
import { bridgeAdvisories, bridgeDraftOf } from '@/lib/dataflows/advisories'
import type { BridgeKey, BridgeValues } from '@/lib/dataflows/bridge-values'
import { bridgeProblems } from '@/lib/dataflows/problems'
import type { BridgeContext } from '@/lib/dataflows/rules/define'
import { advisoriesOf, draftOf } from '@/lib/endpoints/advisories'
import { problemsOf } from '@/lib/endpoints/problems'
import { withSecret } from '@/lib/endpoints/rule-context'
import type { RuleContext } from '@/lib/endpoints/types/define'
import { linkNames, longestName, offeredPrefix, type LinkField, type SiteLinkForm } from './form'
import type { Made } from './made'
import { bridgeOf, endpointFactOf, endpointOf, parentType, rowOf, secretOf, trustOf, type LinkBridge } from './parts'

/** What a link is judged by besides its form. A part of the cluster that is not known is left out, and rules about it stay silent. */
export type LinkFacts = {
  instance: string
  /** What the endpoint's rules know; the link's own endpoint is not among it. */
  cluster: RuleContext
  /** What the bridges' rules know; the link's own dataflows may be among it. */
  bridges: BridgeContext
  /** What was pasted as the parent's authority. */
  pasted: 'empty' | 'refused' | 'ready'
  /** What this run has made: it is not in its own way. */
  made: Made
}

type LinkIssue = FieldIssue & { path: LinkField }

/** One rule's word beside a field. What blocks is among the problems; its cure is told here all the same. */
export type LinkAdvisory = {
  id: string
  level: 'refusal' | 'warning' | 'info'
  field: LinkField
  message: string
  fix?: { label: string; values: Partial<SiteLinkForm> }
}

/** Where a field of the endpoint's form stands in the wizard. What it does not ask for has no place. */
const endpointField = (form: SiteLinkForm, field: string): LinkField | undefined => {
  switch (field) {
    case 'name':
    case 'host':
    case 'clientIdPrefix':
      return field
    case 'secretName':
      return form.identity === 'new' ? 'secretName' : 'thereName'
    case 'caConfigMap':
      return 'caConfigMap'
    default:
      return undefined
  }
}

/** Where a field of a bridge's form stands in the wizard. The side of the parent is known by its prefix there. */
const bridgeField: Record<LinkBridge, Partial<Record<string, LinkField>>> = {
  up: {
    name: 'name',
    source: 'local',
    topics: 'topics',
    destination: 'clientIdPrefix',
    target: 'target',
    profile: 'profile',
  },
  down: {
    name: 'name',
    source: 'downTopics',
    topics: 'downTopics',
    destination: 'local',
    target: 'downTarget',
    profile: 'profile',
  },
}

/** Everything that stands in the way of writing the link, each at its field; the first about a field is the one to show. */
export const linkProblems = (form: SiteLinkForm, facts: LinkFacts): LinkIssue[] => {
  const own = [...lengthIssues(form), ...parentIssues(form, facts), ...identityIssues(form, facts)]
  const { name, values } = endpointOf(form)
  const endpoint = problemsOf(parentType, { name, values, cluster: comingCluster(form, facts) }).flatMap(
    ({ path, message }) => issueAt(endpointField(form, path), message),
  )
  const bridges = linkBridges(form, facts).flatMap(({ which, draft, cluster }) =>
    bridgeProblems({ ...draft, cluster }).flatMap(({ path, message }) => issueAt(bridgeField[which][path], message)),
  )
  // What is taken already is told of the endpoint first: the name is its own.
  return unique([...own, ...endpoint, ...takenIssues(form, facts), ...bridges])
}

/** A name stands in several objects, and what is wrong with it is wrong in each. */
const unique = (issues: readonly LinkIssue[]): LinkIssue[] =>
  issues.filter(
    ({ path, message }, at) => issues.findIndex((one) => one.path === path && one.message === message) === at,
  )

const issueAt = (path: LinkField | undefined, message: string): LinkIssue[] => (path ? [{ path, message }] : [])

const lengthIssues = ({ name: typed }: SiteLinkForm): LinkIssue[] => {
  const { length } = typed.trim()
  if (length <= longestName) return []
  return issueAt(
    'name',
    `A name has at most ${longestName} characters here, for the dataflows put -down behind it; this one has ${length}.`,
  )
}

const takenIssues = ({ name: typed }: SiteLinkForm, { bridges, cluster, made }: LinkFacts): LinkIssue[] => {
  const { up, down, trust } = linkNames(typed.trim())
  const dataflow = [up, down].find(
    (one) => bridges.dataflows?.has(one) && one !== made.up?.name && one !== made.down?.name,
  )
  if (dataflow) return issueAt('name', `There is already a dataflow “${dataflow}”. Choose another name.`)
  return cluster.caConfigMaps?.has(trust) && made.trust?.name !== trust
    ? issueAt('name', `There is already a config map “${trust}”. Choose another name.`)
    : []
}

const parentIssues = (form: SiteLinkForm, { cluster, pasted, made }: LinkFacts): LinkIssue[] => {
  const { host, trust, caConfigMap } = form
  const services = (cluster.listeners ?? []).map(({ service }) => service)
  return [
    ...(host.trim() !== '' && isLocalHost(host, services)
      ? issueAt('host', 'This is this site’s own broker. Write the host of the parent’s.')
      : []),
    ...(trust === 'paste' && pasted === 'empty' && !made.trust
      ? issueAt('pem', 'Paste the certificate of the authority that signed the parent’s, or drop its file.')
      : []),
    ...(trust === 'paste' && pasted === 'refused'
      ? issueAt('pem', 'This cannot be used as it is; below it says why.')
      : []),
    ...(trust === 'config-map' && caConfigMap.trim() === '' ? issueAt('caConfigMap', 'Choose a config map.') : []),
  ]
}

const identityIssues = (form: SiteLinkForm, { cluster, made }: LinkFacts): LinkIssue[] =>
  form.identity === 'new' && cluster.secrets?.has(secretOf(form)) && made.secret?.name !== secretOf(form)
    ? issueAt('secretName', 'There is already a synced secret of this name. Choose another name, or use it as it is.')
    : []

/** The cluster as it will be: what the link is about to make is not missing. */
const comingCluster = (form: SiteLinkForm, { cluster }: LinkFacts): RuleContext => {
  const withTrust: RuleContext =
    form.trust === 'paste' && cluster.caConfigMaps
      ? { ...cluster, caConfigMaps: new Map(cluster.caConfigMaps).set(trustOf(form), { certificates: 1 }) }
      : cluster
  if (form.identity !== 'new') return withTrust
  return withSecret(withTrust, secretOf(form), requiredKeys('client-certificate'))
}

type Judged = { which: LinkBridge; draft: { name: string; values: BridgeValues }; cluster: BridgeContext }

/** Each bridge with the cluster as it will be around it: the endpoint is there, and so is the other bridge. */
const linkBridges = (form: SiteLinkForm, { bridges }: LinkFacts): Judged[] => {
  const drafts = { up: bridgeOf(form, 'up'), down: bridgeOf(form, 'down') }
  const parent = endpointFactOf(form)
  const names = new Set(Object.values(linkNames(form.name.trim())))
  const others = bridges.dataflows && new Map([...bridges.dataflows].filter(([name]) => !names.has(name)))
  return (['up', 'down'] as const).flatMap((which) => {
    const [draft, other] = [drafts[which], drafts[which === 'up' ? 'down' : 'up']]
    if (!draft) return []
    const dataflows = others && other ? new Map(others).set(other.name, rowOf(other)) : others
    const cluster: BridgeContext = {
      ...bridges,
      ...(bridges.endpoints && { endpoints: new Map(bridges.endpoints).set(parent.name, parent) }),
      ...(dataflows && { dataflows }),
    }
    return [{ which, draft, cluster }]
  })
}

/** What rules have to say beside the fields, in the order of the pages. */
export const linkAdvisories = (form: SiteLinkForm, facts: LinkFacts): LinkAdvisory[] => {
  const { name, values } = endpointOf(form)
  const endpoint = advisoriesOf(parentType, draftOf(parentType, name, values, comingCluster(form, facts)))
    // Said as a refusal here: a site is not its own parent.
    .filter(({ id }) => id !== 'custom-local')
    .flatMap(({ id, level, field, message, fix }): LinkAdvisory[] => {
      const place = endpointField(form, field)
      const values = fix && mapped(fix.values, (key) => endpointField(form, key))
      return place
        ? [{ id, level, field: place, message, ...(fix && values && { fix: { label: fix.label, values } }) }]
        : []
    })
  const bridges = linkBridges(form, facts).flatMap(({ which, draft, cluster }) =>
    bridgeAdvisories(bridgeDraftOf(draft.name, draft.values, cluster)).flatMap(
      ({ id, level, field, message, fix }): LinkAdvisory[] => {
        const place = bridgeField[which][field]
        const values = fix && mapped(fix.values, (key) => bridgeField[which][key as BridgeKey])
        return place
          ? [
              {
                id: `${which}-${id}`,
                level,
                field: place,
                message,
                ...(fix && values && { fix: { label: fix.label, values } }),
              },
            ]
          : []
      },
    ),
  )
  return [...ownAdvisories(form, facts), ...endpoint, ...bridges]
}

/** A cure in the wizard's own fields; nothing where it would have to change one that the wizard has not. */
const mapped = (
  values: Readonly<Partial<Record<string, string>>>,
  place: (key: string) => LinkField | undefined,
): Partial<SiteLinkForm> | undefined => {
  const entries = Object.entries(values).map(([key, value]) => [place(key), value] as const)
  return entries.every(([key]) => key !== undefined) ? Object.fromEntries(entries) : undefined
}

const ownAdvisories = ({ trust, clientIdPrefix }: SiteLinkForm, { instance }: LinkFacts): LinkAdvisory[] => [
  ...(trust === 'public'
    ? [
        {
          id: 'public-authorities',
          level: 'info' as const,
          field: 'trust' as const,
          message:
            'Only public authorities are trusted then. The broker of a parent site mostly has a certificate of a private one.',
        },
      ]
    : []),
  ...(clientIdPrefix.trim() === ''
    ? [
        {
          id: 'no-prefix',
          level: 'warning' as const,
          field: 'clientIdPrefix' as const,
          message:
            'Another site whose link has the same name would connect under the same client ID: the two push each other off. A prefix that is set later can lose queued messages.',
          ...(offeredPrefix(instance) && {
            fix: {
              label: `Use the prefix ${offeredPrefix(instance)}`,
              values: { clientIdPrefix: offeredPrefix(instance) },
            },
          }),
        },
      ]
    : []),
]
