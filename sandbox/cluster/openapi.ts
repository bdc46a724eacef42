import { metadataSchema } from './builtin-schemas.ts'
import { VERSION, type Discovery } from './discovery.ts'
import { apiVersionOf, versionOf, type Kind, type Kinds } from './kinds.ts'

/**
 * OpenAPI documents, as far as kubectl reads them: schemas for `explain`, and the query parameters of PATCH, from which it learns that
 * the server validates fields and can dry-run.
 */

const title = { title: 'Kubernetes', version: VERSION.gitVersion }

const groupPath = (group: string, version: string) => (group ? `apis/${group}/${version}` : `api/${version}`)

/** /openapi/v3: where the documents are. */
export function openApiIndex(discovery: Discovery): unknown {
  const all = [{ name: '', versions: ['v1'] }, ...discovery.groups()]
  const paths = all.flatMap(({ name, versions }) =>
    versions.map((version) => {
      const path = groupPath(name, version)
      return [path, { serverRelativeURL: `/openapi/v3/${path}` }] as const
    }),
  )
  return { paths: Object.fromEntries(paths) }
}

/** /openapi/v3/apis/<group>/<version>. */
export function openApiDocument(kinds: Kinds, group: string, version: string): unknown {
  const served = kinds.all().filter((kind) => kind.group === group && versionOf(kind, version))
  if (served.length === 0) return undefined
  const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'
  return {
    openapi: '3.0.0',
    info: title,
    paths: Object.fromEntries(served.map((kind) => path(kind, version))),
    components: {
      schemas: {
        [meta]: { ...metadataSchema, description: 'Standard object metadata.' },
        ...Object.fromEntries(served.map((kind) => [schemaName(kind, version), schema(kind, version, meta)])),
      },
    },
  }
}

const schemaName = ({ group, kind }: Kind, version: string) =>
  `${(group || 'core.api.k8s.io').split('.').reverse().join('.')}.${version}.${kind}`

const gvk = ({ group, kind }: Kind, version: string) => ({ group, version, kind })

function schema(kind: Kind, version: string, meta: string): unknown {
  const own = versionOf(kind, version)?.schema
  const properties = {
    ...own?.properties,
    metadata: { allOf: [{ $ref: `#/components/schemas/${meta}` }], description: 'Standard object metadata.' },
  }
  return {
    type: 'object',
    ...own,
    properties: {
      ...properties,
      apiVersion: { type: 'string', description: 'The versioned schema of this representation of an object.' },
      kind: { type: 'string', description: 'The resource that this object represents.' },
    },
    'x-kubernetes-group-version-kind': [gvk(kind, version)],
  }
}

function path(kind: Kind, version: string): [string, unknown] {
  const scope = kind.namespaced ? 'namespaces/{namespace}/' : ''
  const parameter = (name: string, description: string) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  })
  const parameters = [
    parameter('dryRun', 'When All, nothing is stored.'),
    parameter('fieldValidation', 'Ignore, Warn or Strict.'),
    parameter('fieldManager', 'Who makes the change.'),
  ]
  const body = { content: { 'application/merge-patch+json': { schema: { type: 'object' } } } }
  const responses = { '200': { description: 'OK' } }
  const operation = (action: string) => ({
    operationId: `${action}${apiVersionOf(kind.group, version)}${kind.kind}`,
    parameters,
    responses,
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk(kind, version),
  })
  return [
    `/${groupPath(kind.group, version)}/${scope}${kind.plural}/{name}`,
    {
      get: operation('get'),
      put: { ...operation('put'), requestBody: body },
      patch: { ...operation('patch'), requestBody: body },
    },
  ]
}

/** /openapi/v2 in JSON: only a frame; all schemas are in v3. */
export const openApiV2 = { swagger: '2.0', info: title, paths: {} }

/**
 * The same frame as a protocol buffer (gnostic's openapi.v2.Document: 1 = swagger, 2 = info, 8 = paths), the only form in which
 * kubectl accepts it.
 */
export function openApiV2Protobuf(): Buffer {
  const field = (number: number, content: Buffer | string) => {
    const bytes = Buffer.from(content)
    return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes])
  }
  const info = Buffer.concat([field(1, title.title), field(2, title.version)])
  return Buffer.concat([field(1, '2.0'), field(2, info), field(8, Buffer.alloc(0))])
}
