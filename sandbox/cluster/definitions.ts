import { type Column, type Kind, type ScalePaths, type Version } from './kinds.ts'
import { invalidValue, required, type FieldError } from './status.ts'
import { at, isRecord, list, record, text, timestamp, type Fields, type KubeObject } from './types.ts'
import type { Schema } from './schema.ts'

/** What a CustomResourceDefinition makes the server do (Kubernetes docs, "Extend the Kubernetes API with CustomResourceDefinitions"). */

export const DEFINITIONS = 'apiextensions.k8s.io/customresourcedefinitions'

const path = (jsonPath: unknown) => (text(jsonPath) ?? '').split('.').filter(Boolean)

const columnOf = (column: Fields): Column => ({
  name: text(column.name) ?? '',
  type: (text(column.type) as Column['type'] | undefined) ?? 'string',
  value: text(column.jsonPath) ?? '',
  ...(text(column.description) && { description: text(column.description) ?? '' }),
  ...(text(column.format) && { format: text(column.format) ?? '' }),
  ...(typeof column.priority === 'number' && { priority: column.priority }),
})

function versionOf(version: Fields): Version {
  const columns = list(version.additionalPrinterColumns).filter(isRecord).map(columnOf)
  const schema = at(version, ['schema', 'openAPIV3Schema'])
  return {
    name: text(version.name) ?? '',
    columns:
      columns.length > 0 ? [{ name: 'Name', type: 'string', format: 'name', value: '.metadata.name' }, ...columns] : [],
    ...(isRecord(schema) && { schema: schema as Schema }),
  }
}

/** Stable versions first, newest first, as the API server prefers them: v2, v1, v1beta1, v1alpha2. */
export function byVersionPriority(left: string, right: string): number {
  const rank = (name: string) => {
    const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(name)
    if (!match) return [-1, 0, 0]
    return [match[2] === undefined ? 2 : match[2] === 'beta' ? 1 : 0, Number(match[1]), Number(match[3] ?? 0)]
  }
  const [a, b] = [rank(left), rank(right)]
  for (let index = 0; index < 3; index += 1) {
    const difference = (b[index] ?? 0) - (a[index] ?? 0)
    if (difference) return difference
  }
  return left.localeCompare(right)
}

/** The kind that a definition describes. */
export function kindOf(definition: KubeObject): Kind {
  const spec = record(definition.spec)
  const names = record(spec.names)
  const served = list(spec.versions)
    .filter(isRecord)
    .filter((version) => version.served === true)
  const [first] = served
  const subresources = record(first?.subresources)
  const scale = isRecord(subresources.scale) ? scalePaths(subresources.scale) : undefined
  const kind = text(names.kind) ?? ''
  return {
    group: text(spec.group) ?? '',
    plural: text(names.plural) ?? '',
    kind,
    listKind: text(names.listKind) ?? `${kind}List`,
    singular: text(names.singular) ?? kind.toLowerCase(),
    shortNames: list(names.shortNames).map(String),
    categories: list(names.categories).map(String),
    namespaced: spec.scope === 'Namespaced',
    versions: served.map(versionOf).sort((a, b) => byVersionPriority(a.name, b.name)),
    status: isRecord(subresources.status),
    ...(scale && { scale }),
    generation: true,
    custom: true,
    selectable: Object.fromEntries(
      list(first?.selectableFields)
        .filter(isRecord)
        .map(({ jsonPath }) => [path(jsonPath).join('.'), path(jsonPath)]),
    ),
  }
}

const scalePaths = (scale: Fields): ScalePaths => ({
  replicas: path(scale.specReplicasPath),
  statusReplicas: path(scale.statusReplicasPath),
  ...(text(scale.labelSelectorPath) && { selector: path(scale.labelSelectorPath) }),
})

/** What the schema of CustomResourceDefinition cannot say about one. */
export function definitionErrors(definition: KubeObject): FieldError[] {
  const spec = record(definition.spec)
  const names = record(spec.names)
  const versions = list(spec.versions).filter(isRecord)
  const errors: FieldError[] = []
  const wanted = `${text(names.plural) ?? ''}.${text(spec.group) ?? ''}`
  if (definition.metadata.name !== wanted) {
    errors.push(invalidValue('metadata.name', definition.metadata.name, `must be spec.names.plural+"."+spec.group`))
  }
  if (versions.filter((version) => version.storage === true).length !== 1) {
    errors.push(
      invalidValue(
        'spec.versions',
        versions.map(({ name }) => name),
        'must have exactly one version marked as storage version',
      ),
    )
  }
  versions.forEach((version, index) => {
    const field = `spec.versions[${index}].schema.openAPIV3Schema`
    const schema = at(version, ['schema', 'openAPIV3Schema'])
    if (!isRecord(schema)) errors.push(required(field, 'schemas are required'))
    else errors.push(...structuralErrors(schema as Schema, field))
  })
  return errors
}

/** The rule that people trip over when they write schemas: every node has a type (docs, "Specifying a structural schema"). */
function structuralErrors(schema: Schema, field: string): FieldError[] {
  const untyped =
    !schema.type && !schema['x-kubernetes-int-or-string'] && !schema['x-kubernetes-preserve-unknown-fields']
  const errors = untyped ? [required(`${field}.type`, 'must not be empty for specified object fields')] : []
  const { additionalProperties: rest, items } = schema
  return [
    ...errors,
    ...Object.entries(schema.properties ?? {}).flatMap(([name, child]) =>
      structuralErrors(child, `${field}.properties[${name}]`),
    ),
    ...(items ? structuralErrors(items, `${field}.items`) : []),
    ...(isRecord(rest) ? structuralErrors(rest as Schema, `${field}.additionalProperties`) : []),
  ]
}

/** The status that the API server's controllers would set: names accepted, established. */
export function established(definition: KubeObject): KubeObject {
  const spec = record(definition.spec)
  const names = record(spec.names)
  const kind = kindOf(definition)
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    reason,
    message,
    lastTransitionTime: definition.metadata.creationTimestamp ?? timestamp(),
  })
  const storage = list(spec.versions)
    .filter(isRecord)
    .find((version) => version.storage === true)
  return {
    ...definition,
    spec: {
      ...spec,
      names: { ...names, listKind: kind.listKind, singular: kind.singular },
      conversion: spec.conversion ?? { strategy: 'None' },
    },
    status: {
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
        condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
      ],
      acceptedNames: { ...names, listKind: kind.listKind, singular: kind.singular },
      storedVersions: [text(storage?.name) ?? ''],
    },
  }
}
