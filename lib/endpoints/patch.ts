import { isVisible, valuesOf } from './form-values'
import { methodBlock } from './methods'
import type { EndpointSpec, EndpointValues } from './resource-types'
import { placeIn } from './settings'
import { isTree, readAt, type Tree, writeAt } from '@/lib/core/tree'
import type { EndpointType, Field } from './types/define'

/**
 * The JSON merge patch of `spec` that makes an endpoint show these values, or nothing when it already does.
 *
 * Only what differs is written. A default is not pinned: choosing it clears what stands there. Fields that become hidden
 * are cleared, and a change of method removes the old method's block in the same write. Everything else on the object,
 * known or not, stays as it is.
 */
export const endpointPatch = (type: EndpointType, spec: EndpointSpec, values: EndpointValues): Tree | undefined => {
  const before = valuesOf(type, spec)
  const writes = type.fields.flatMap((field) => fieldWrites(type, field, before, values))
  const blocks = blockWrites(type, spec, before, values)
  // Blocks first: an empty one of the new method is filled by its fields, a removed one swallows its fields.
  const removed = blocks.filter(({ value }) => value === null).map(({ path }) => path)
  const kept = writes.filter(({ path }) => !removed.some((block) => block.every((key, index) => path[index] === key)))
  const all = [...blocks, ...kept]
  if (all.length === 0) return undefined
  return all.reduce<Tree>((patch, { path, value }) => writeAt(patch, placeIn(spec, path), value), {})
}

type Write = { path: readonly string[]; value: unknown }

const fieldWrites = (type: EndpointType, field: Field, before: EndpointValues, after: EndpointValues): Write[] => {
  const [old, wanted] = [textOf(before, field), textOf(after, field)]
  if (!isVisible(type, field, after)) {
    return old !== '' && isVisible(type, field, before) ? [{ path: field.path, value: null }] : []
  }
  if (wanted === old) return []
  if (wanted !== '' && wanted !== field.default) return [{ path: field.path, value: encoded(field, wanted) }]
  return old === '' ? [] : [{ path: field.path, value: null }]
}

const blockWrites = (
  type: EndpointType,
  spec: EndpointSpec,
  before: EndpointValues,
  after: EndpointValues,
): Write[] => {
  const field = type.fields.find(({ control }) => control.kind === 'method')
  if (!field) return []
  const [old, wanted] = [textOf(before, field), textOf(after, field)]
  if (old === wanted) return []
  const beside = (block: string) => [...field.path.slice(0, -1), block]
  const block = type.methods.find(({ value }) => value === wanted)?.block
  const oldBlock = type.methods.find(({ value }) => value === old)?.block ?? methodBlock(old)
  return [
    ...(oldBlock !== block && readAt(spec, placeIn(spec, beside(oldBlock))) !== undefined
      ? [{ path: beside(oldBlock), value: null }]
      : []),
    ...(block !== undefined && !isTree(readAt(spec, placeIn(spec, beside(block))))
      ? [{ path: beside(block), value: {} }]
      : []),
  ]
}

const textOf = (values: EndpointValues, { key }: Field): string => (values[key] ?? '').trim()

/** What was typed, as JSON. Text that is no number goes out as text, so that the API server refuses it by name. */
const encoded = ({ as }: Field, value: string): string | number =>
  as === 'integer' && /^-?\d+$/.test(value) ? Number(value) : value
