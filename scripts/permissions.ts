import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { type Grant, type Need, partsOf, permissions } from '../lib/access/permissions.ts'
import { resourceKind, resourceNames, watchedResources } from '../lib/kubernetes/resources.ts'

/**
 * Writes the table and the Role of `docs/permissions.md`: `npx node scripts/permissions.ts`. Both come from what the code
 * asks for, and a test fails until the page says the same.
 */

export type Right = { group: string; resource: string; verbs: string[]; why: string[] }

const verbOrder = ['get', 'list', 'watch', 'create', 'patch', 'delete']

/** What an action reads on its way, beside the right that it is allowed by. */
const readsOnTheWay: readonly Need[] = ['get:secretsyncs', 'get:secretproviderclasses']

/** Every right in the namespace of an instance, in the order of `lib/kubernetes/resources.ts`. */
export function rightsInNamespace(): Right[] {
  const asked = [
    ...watchedResources.map((resource) => ({ resource, verbs: ['list', 'watch'], why: 'live view' })),
    ...readsOnTheWay.map((need) => ({ ...rightOf(need), why: 'synced secrets' })),
    ...Object.entries<Grant>(permissions).flatMap(([name, grant]) =>
      grant.flat().map((need) => ({ ...rightOf(need), why: `\`${name}\`` })),
    ),
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

/** Kinds of one group that need the same verbs share a rule. */
function rules(rights: Right[]) {
  const groups = Map.groupBy(rights, ({ group, verbs }) => `${group} ${verbs.join(', ')}`)
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike
    return first
      ? [{ group: first.group, resources: alike.map(({ resource }) => resource), verbs: first.verbs.join(', ') }]
      : []
  })
}

const written = 'Written by scripts/permissions.ts'

/** The page with its written part as it has to be. What people wrote around it stays. */
export async function permissionsPage(page: string): Promise<string> {
  const [before, , after] = page.split(new RegExp(`<!-- (?:${written}|End of what is written) -->`))
  if (before === undefined || after === undefined) throw new Error(`${permissionsFile} lacks its two marks`)
  const rights = rightsInNamespace()
  const text = [
    before,
    `<!-- ${written} -->\n\n`,
    '| API group | Resource | Verbs | Needed for |\n| --- | --- | --- | --- |\n',
    ...rights.map(
      ({ group, resource, verbs, why }) =>
        `| ${group || '(core)'} | ${resource} | ${verbs.join(', ')} | ${why.join(', ')} |\n`,
    ),
    '\n```yaml\n',
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n',
    'metadata: { name: sluice, namespace: azure-iot-operations }\nrules:\n',
    ...rules(rights).map(
      ({ group, resources, verbs }) =>
        `  - apiGroups: ['${group}']\n    resources: [${resources.join(', ')}]\n    verbs: [${verbs}]\n`,
    ),
    '```\n\n',
    '<!-- End of what is written -->',
    after,
  ].join('')
  return format(text, { ...(await resolveConfig(permissionsFile)), parser: 'markdown' })
}

export const permissionsFile = fileURLToPath(new URL('../docs/permissions.md', import.meta.url))

if (import.meta.main) writeFileSync(permissionsFile, await permissionsPage(readFileSync(permissionsFile, 'utf8')))
