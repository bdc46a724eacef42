import { resourceNames } from './resources'

/** What a request is about, in RBAC's words and without any name: for figures. */
export type CallLabels = { verb: string; resource: string }

const known = new Set<string>(resourceNames)
const reviews = new Set(['subjectaccessreviews', 'selfsubjectaccessreviews', 'customresourcedefinitions'])

/**
 * The verb and resource of a request, read from its path as the API server does ("Request attributes", Kubernetes docs,
 * Authorization). What is neither a kind of the portal nor a review is `discovery` or `other`.
 */
export const callLabels = (method: string, path: string, watches: boolean): CallLabels => {
  const parts = path.split('/').filter((part) => part !== '')
  const rest = parts.slice(parts[0] === 'api' ? 2 : 3)
  const [plural = '', name, subresource] = rest[0] === 'namespaces' && rest.length > 2 ? rest.slice(2) : rest
  const verb = watches ? 'watch' : verbOf(method, name !== undefined)
  if (plural === '') return { verb, resource: 'discovery' }
  if (!known.has(plural) && !reviews.has(plural)) return { verb, resource: 'other' }
  return { verb, resource: subresource === undefined ? plural : `${plural}/${partOf(subresource)}` }
}

const partOf = (subresource: string) => (['proxy', 'status', 'scale'].includes(subresource) ? subresource : 'other')

const verbOf = (method: string, named: boolean): string => {
  switch (method) {
    case 'GET':
      return named ? 'get' : 'list'
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return 'delete'
    default:
      return 'other'
  }
}
