import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { type Grant, type Need, partsOf, permissions } from '../lib/access/rights/permissions.ts'
import { resourceKind, resourceNames, watchedResources } from '../lib/kubernetes/resources.ts'

/**
 * Writes the table and the roles of `docs/permissions.md`, the portal's account in the sandbox and its rights in `deploy/`:
 * `npx node scripts/permissions.ts`. All of it comes from what the code asks for, and a test fails until the files say the
 * same.
 */

export type Right = { group: string; resource: string; verbs: string[]; why: string[] }

/** Who the portal is to the cluster: its only user, or somebody who reads for all and lets each write in their own name. */
export type Mode = 'local' | 'sign-in'

const verbOrder = ['get', 'list', 'watch', 'create', 'patch', 'delete']
const looks: readonly string[] = ['get', 'list', 'watch']

/** What an action reads on its way, beside the right that it is allowed by. */
const readsOnTheWay: readonly Need[] = ['get:secretsyncs', 'get:secretproviderclasses', 'get:secrets', 'list:secrets']

/** Every right in the namespace of an instance, in the order of `lib/kubernetes/resources.ts`. */
export function rightsInNamespace(mode: Mode): Right[] {
  const asked = [
    ...watchedResources.map((resource) => ({ resource, verbs: ['list', 'watch'], why: 'live view' })),
    ...readsOnTheWay.map((need) => ({ ...rightOf(need), why: 'secrets' })),
    ...Object.entries<Grant>(permissions)
      .flatMap(([name, grant]) => grant.flat().map((need) => ({ ...rightOf(need), why: `\`${name}\`` })))
      .filter(({ verbs }) => mode === 'local' || verbs.every((verb) => looks.includes(verb))),
    { resource: 'events' as const, verbs: ['create', 'patch'], why: 'activity' },
  ]
  const kinds = resourceNames.map((resource): Right => {
    const grants = asked.filter((one) => one.resource === resource)
    const verbs = new Set<string>(grants.flatMap((grant) => grant.verbs))
    return {
      group: resourceKind(resource).group,
      resource,
      verbs: verbOrder.filter((verb) => verbs.has(verb)),
      why: [...new Set(grants.map(({ why }) => why))],
    }
  })
  return [...kinds, { group: '', resource: 'pods/proxy', verbs: ['get'], why: ['message counters'] }]
}

const rightOf = (need: Need) => {
  const { verb, resource } = partsOf(need)
  return { verbs: [verb], resource }
}

/** What a portal with sign-in needs beyond a namespace: to ask what people may do, and to let them do it in their name. */
const clusterRights: Right[] = [
  { group: '', resource: 'users', verbs: ['impersonate'], why: [] },
  { group: '', resource: 'groups', verbs: ['impersonate'], why: [] },
  { group: 'authorization.k8s.io', resource: 'subjectaccessreviews', verbs: ['create'], why: [] },
  { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions', verbs: ['get'], why: [] },
]

/** Kinds of one group that need the same verbs share a rule. */
const rules = (rights: Right[]): string =>
  [...Map.groupBy(rights, ({ group, verbs }) => `${group} ${verbs.join(', ')}`).values()]
    .flatMap((alike) => {
      const [first] = alike
      if (!first) return []
      const resources = alike.map(({ resource }) => resource).join(', ')
      return [
        `  - apiGroups: ['${first.group}']\n    resources: [${resources}]\n    verbs: [${first.verbs.join(', ')}]\n`,
      ]
    })
    .join('')

const namespace = 'azure-iot-operations'
const rbac = 'rbac.authorization.k8s.io'
const here = `{ name: sluice, namespace: ${namespace} }`

const role = (mode: Mode): string =>
  `apiVersion: ${rbac}/v1\nkind: Role\nmetadata: ${here}\nrules:\n${rules(rightsInNamespace(mode))}`

const binding = (kind: 'Role' | 'ClusterRole', home: string): string =>
  [
    `apiVersion: ${rbac}/v1`,
    `kind: ${kind}Binding`,
    `metadata: ${kind === 'Role' ? here : '{ name: sluice }'}`,
    `roleRef: { apiGroup: ${rbac}, kind: ${kind}, name: sluice }`,
    `subjects: [{ kind: ServiceAccount, name: sluice, namespace: ${home} }]\n`,
  ].join('\n')

/** What a portal with sign-in may do, by the account `sluice` of the namespace `home`. */
const access = (home: string): string =>
  [
    role('sign-in'),
    binding('Role', home),
    `apiVersion: ${rbac}/v1\nkind: ClusterRole\nmetadata: { name: sluice }\nrules:\n${rules(clusterRights)}`,
    binding('ClusterRole', home),
  ].join('---\n')

/** The account of a portal with sign-in, whole: it can be applied as it is. */
const account = (): string =>
  [`apiVersion: v1\nkind: ServiceAccount\nmetadata: ${here}\n`, access(namespace)].join('---\n')

const written = 'Written by scripts/permissions.ts'

/** The page with its written part as it has to be. What people wrote around it stays. */
export async function permissionsPage(page: string): Promise<string> {
  const [before, , after] = page.split(new RegExp(`<!-- (?:${written}|End of what is written) -->`))
  if (before === undefined || after === undefined) throw new Error(`${permissionsFile} lacks its two marks`)
  const people = new Map(rightsInNamespace('sign-in').map((right) => [right.resource, right.verbs]))
  const text = [
    before,
    `<!-- ${written} -->\n\n`,
    '| API group | Resource | Verbs in local mode | Verbs with sign-in | Needed for |\n',
    '| --- | --- | --- | --- | --- |\n',
    ...rightsInNamespace('local').map(
      ({ group, resource, verbs, why }) =>
        `| ${group || '(core)'} | ${resource} | ${verbs.join(', ')} | ${people.get(resource)?.join(', ')} | ${why.join(', ')} |\n`,
    ),
    '\nIn local mode:\n\n```yaml\n',
    role('local'),
    '```\n\nWith sign-in:\n\n```yaml\n',
    account(),
    '```\n\n',
    '<!-- End of what is written -->',
    after,
  ].join('')
  return format(text, { ...(await resolveConfig(permissionsFile)), parser: 'markdown' })
}

/** The same account for the sandbox, where a portal with sign-in is tried out. */
export const sandboxAccount = async (): Promise<string> => {
  const text = `# ${written}. The account of a portal with sign-in: it reads for everybody, and writes in their names.\n${account()}`
  return format(text, { ...(await resolveConfig(accountFile)), parser: 'yaml' })
}

/** The same rights for the portal of `deploy/`, which has a namespace of its own. */
export const deployedAccess = async (): Promise<string> => {
  const text = `# ${written}. Another namespace of Azure IoT Operations: change it here, or in an overlay.\n${access('sluice')}`
  return format(text, { ...(await resolveConfig(accessFile)), parser: 'yaml' })
}

export const permissionsFile = fileURLToPath(new URL('../docs/permissions.md', import.meta.url))
export const accountFile = fileURLToPath(new URL('../sandbox/seed/90-portal.yaml', import.meta.url))
export const accessFile = fileURLToPath(new URL('../deploy/base/access.yaml', import.meta.url))

if (import.meta.main) {
  writeFileSync(permissionsFile, await permissionsPage(readFileSync(permissionsFile, 'utf8')))
  writeFileSync(accountFile, await sandboxAccount())
  writeFileSync(accessFile, await deployedAccess())
}
