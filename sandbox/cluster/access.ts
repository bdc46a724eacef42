import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { apiVersionOf } from './kinds.ts'
import { forbidden, unauthorized, type ResourceName } from './status.ts'
import type { Store } from './store.ts'
import type { Tokens } from './tokens.ts'
import { isRecord, list, record, text, type Fields, type KubeObject } from './types.ts'

/** Who asks, and what the access rules let them do (Kubernetes docs, "Authenticating" and "Using RBAC Authorization"). */

export interface Identity {
  user: string
  uid?: string
  groups: readonly string[]
  extra?: Record<string, string[]>
  /** Who really called, when it called as somebody else. */
  impersonator?: Identity
}

/** What somebody wants to do, as authorisation sees it. */
export interface Attributes {
  verb: string
  group: string
  plural: string
  subresource?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
}

const ADMIN: Identity = { user: 'sandbox-admin', groups: ['system:masters', 'system:authenticated'] }
const ANONYMOUS: Identity = { user: 'system:anonymous', groups: ['system:unauthenticated'] }
const RBAC = 'rbac.authorization.k8s.io'

export class Access {
  #store: Store
  #token: Buffer
  #tokens: Tokens

  /** `token` is the administrator's; `tokens` knows those of service accounts. */
  constructor(store: Store, token: string, tokens: Tokens) {
    this.#store = store
    this.#tokens = tokens
    this.#token = Buffer.from(token)
  }

  /** The caller by its bearer token, then whom it impersonates. Throws 401 on a wrong token and 403 when it may not impersonate. */
  authenticate(request: IncomingMessage): Identity {
    const header = request.headers.authorization
    const caller = header === undefined ? ANONYMOUS : this.#byToken(header)
    return this.#impersonated(caller, request)
  }

  /** Throws the 403 of a real server when the identity may not do this. */
  demand(identity: Identity, attributes: Attributes): void {
    if (this.allows(identity, attributes)) return
    const { verb, group, plural, subresource, namespace, name } = attributes
    const resource = subresource ? `${plural}/${subresource}` : plural
    const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`
    throw forbidden(
      { group, plural } satisfies ResourceName,
      name,
      `User "${identity.user}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
    )
  }

  allows(identity: Identity, attributes: Attributes): boolean {
    if (identity.groups.includes('system:masters')) return true
    return this.rules(identity, attributes.namespace).some((rule) => covers(rule, attributes))
  }

  /** All rules that hold for the identity: cluster-wide ones, and those of the namespace. */
  rules({ user, groups }: Identity, namespace?: string): Fields[] {
    if (groups.includes('system:masters')) {
      return [
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
        { verbs: ['*'], nonResourceURLs: ['*'] },
      ]
    }
    const holds = (binding: KubeObject) =>
      list(binding.subjects)
        .filter(isRecord)
        .some((subject) => isSubject(subject, binding.metadata.namespace, user, groups))
    const clusterWide = this.#store.list(`${RBAC}/clusterrolebindings`)
    const inNamespace = namespace === undefined ? [] : this.#store.list(`${RBAC}/rolebindings`, namespace)
    return [...clusterWide, ...inNamespace].filter(holds).flatMap((binding) => this.#rulesOf(binding))
  }

  #rulesOf(binding: KubeObject): Fields[] {
    const { kind, name } = record(binding.roleRef)
    const role =
      kind === 'ClusterRole'
        ? this.#store.get(`${RBAC}/clusterroles`, undefined, String(name))
        : this.#store.get(`${RBAC}/roles`, binding.metadata.namespace, String(name))
    return list(role?.rules).filter(isRecord)
  }

  #byToken(header: string): Identity {
    const sent = /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? ''
    const token = Buffer.from(sent)
    if (token.length === this.#token.length && timingSafeEqual(token, this.#token)) return ADMIN
    const verdict = this.#tokens.check(sent)
    if (!verdict.ok) throw unauthorized()
    return verdict.identity
  }

  /** `Impersonate-User`, repeated `Impersonate-Group` and `Impersonate-Extra-*`; each needs the verb impersonate. */
  #impersonated(caller: Identity, request: IncomingMessage): Identity {
    const headers = request.headersDistinct
    const [user] = headers['impersonate-user'] ?? []
    const groups = headers['impersonate-group'] ?? []
    if (user === undefined) {
      if (groups.length > 0)
        throw forbidden({ group: '', plural: 'users' }, undefined, 'requested groups without a user')
      return caller
    }
    const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? []
    this.demand(
      caller,
      account === undefined
        ? { verb: 'impersonate', group: '', plural: 'users', name: user }
        : { verb: 'impersonate', group: '', plural: 'serviceaccounts', namespace, name: account },
    )
    for (const name of groups) this.demand(caller, { verb: 'impersonate', group: '', plural: 'groups', name })
    const extra = Object.entries(headers).flatMap(([header, values]) =>
      header.startsWith('impersonate-extra-') && values
        ? [[decodeURIComponent(header.slice('impersonate-extra-'.length)), values] as const]
        : [],
    )
    const group = 'authentication.k8s.io'
    for (const [key, values] of extra) {
      for (const name of values)
        this.demand(caller, { verb: 'impersonate', group, plural: 'userextras', subresource: key, name })
    }
    const [uid] = headers['impersonate-uid'] ?? []
    if (uid !== undefined) this.demand(caller, { verb: 'impersonate', group, plural: 'uids', name: uid })
    const authenticated = groups.includes('system:unauthenticated') ? [] : ['system:authenticated']
    return {
      user,
      ...(uid !== undefined && { uid }),
      groups: [...new Set([...groups, ...authenticated])],
      ...(extra.length > 0 && { extra: Object.fromEntries(extra) }),
      impersonator: caller,
    }
  }
}

function isSubject(subject: Fields, home: string | undefined, user: string, groups: readonly string[]): boolean {
  const name = text(subject.name) ?? ''
  if (subject.kind === 'User') return name === user
  if (subject.kind === 'Group') return groups.includes(name)
  return (
    subject.kind === 'ServiceAccount' &&
    user === `system:serviceaccount:${text(subject.namespace) ?? home ?? ''}:${name}`
  )
}

function covers(rule: Fields, { verb, group, plural, subresource, name }: Attributes): boolean {
  const has = (field: string, ...wanted: string[]) =>
    list(rule[field]).some((value) => value === '*' || wanted.includes(String(value)))
  const resource = subresource ? [`${plural}/${subresource}`, `*/${subresource}`] : [plural]
  const names = list(rule.resourceNames)
  return (
    has('verbs', verb) &&
    has('apiGroups', group) &&
    has('resources', ...resource) &&
    (names.length === 0 || (name !== undefined && names.includes(name)))
  )
}

/** The access reviews: kinds that are created to be answered, and never stored. */
export const REVIEWS = [
  {
    group: 'authorization.k8s.io',
    plural: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    namespaced: false,
  },
  { group: 'authorization.k8s.io', plural: 'subjectaccessreviews', kind: 'SubjectAccessReview', namespaced: false },
  {
    group: 'authorization.k8s.io',
    plural: 'localsubjectaccessreviews',
    kind: 'LocalSubjectAccessReview',
    namespaced: true,
  },
  {
    group: 'authorization.k8s.io',
    plural: 'selfsubjectrulesreviews',
    kind: 'SelfSubjectRulesReview',
    namespaced: false,
  },
  { group: 'authentication.k8s.io', plural: 'selfsubjectreviews', kind: 'SelfSubjectReview', namespaced: false },
  { group: 'authentication.k8s.io', plural: 'tokenreviews', kind: 'TokenReview', namespaced: false },
] as const

export type Review = (typeof REVIEWS)[number]

/** The review with its status filled in. */
export function answerReview(
  { access, tokens }: { access: Access; tokens: Tokens },
  caller: Identity,
  { group, kind }: Review,
  body: unknown,
): Fields {
  const spec = record(record(body).spec)
  return {
    ...record(body),
    apiVersion: apiVersionOf(group, 'v1'),
    kind,
    metadata: { creationTimestamp: null },
    spec,
    status: statusOf(),
  }

  function statusOf(): Fields {
    switch (kind) {
      case 'SelfSubjectAccessReview':
        return verdict(caller)
      case 'SubjectAccessReview':
      case 'LocalSubjectAccessReview':
        return verdict({ user: text(spec.user) ?? '', groups: list(spec.groups).map(String) })
      case 'SelfSubjectRulesReview': {
        const rules = access.rules(caller, text(spec.namespace))
        return {
          resourceRules: rules.filter((rule) => list(rule.resources).length > 0),
          nonResourceRules: rules.filter((rule) => list(rule.nonResourceURLs).length > 0),
          incomplete: false,
        }
      }
      case 'TokenReview':
        return tokens.review(body)
      case 'SelfSubjectReview':
        return {
          userInfo: { username: caller.user, groups: caller.groups, ...(caller.extra && { extra: caller.extra }) },
        }
    }
  }

  function verdict(identity: Identity): Fields {
    if (isRecord(spec.nonResourceAttributes))
      return { allowed: identity.groups.includes('system:authenticated') || identity.groups.includes('system:masters') }
    const wanted = record(spec.resourceAttributes)
    const allowed = access.allows(identity, {
      verb: text(wanted.verb) ?? '',
      group: text(wanted.group) ?? '',
      plural: text(wanted.resource) ?? '',
      subresource: text(wanted.subresource) || undefined,
      namespace: text(wanted.namespace) || undefined,
      name: text(wanted.name) || undefined,
    })
    return { allowed, ...(!allowed && { reason: 'no rule of a role bound to this subject allows it' }) }
  }
}
