import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { DataflowRow, ProfileRow } from './row'

type Part = Record<string, unknown>

const part = (value: unknown): Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const is = (value: unknown, word: string): boolean => text(value).toLowerCase() === word.toLowerCase()

/** The first operation of a kind, known by its settings too: some samples write `operationType: source`. */
const operation = (operations: unknown, type: 'Source' | 'Destination', settings: string): Part | undefined => {
  const all = Array.isArray(operations) ? operations.map(part) : []
  const found = all.find((one) => is(one.operationType, type)) ?? all.find((one) => settings in one)
  return found && part(found[settings])
}

/** One `Dataflow` as browsers see it. Total: objects made by hand hold anything. */
export const dataflowRow = (object: KubernetesObject): DataflowRow => {
  const spec = part(object.spec)
  const source = operation(spec.operations, 'Source', 'sourceSettings')
  const destination = operation(spec.operations, 'Destination', 'destinationSettings')
  return {
    name: object.metadata.name,
    resourceVersion: object.metadata.resourceVersion ?? '',
    uid: object.metadata.uid ?? '',
    // Without a profile a dataflow runs in the one that every instance has ("Configure data flow profile").
    profile: text(spec.profileRef) || 'default',
    mode: is(spec.mode, 'Disabled') ? 'Disabled' : 'Enabled',
    ...(source && text(source.endpointRef)
      ? { source: { endpoint: text(source.endpointRef), topics: texts(source.dataSources) } }
      : {}),
    ...(destination && text(destination.endpointRef)
      ? { destination: { endpoint: text(destination.endpointRef), target: text(destination.dataDestination) } }
      : {}),
  }
}

/** One `DataflowProfile` as browsers see it. */
export const profileRow = (object: KubernetesObject): ProfileRow => {
  const count = part(object.spec).instanceCount
  return {
    name: object.metadata.name,
    resourceVersion: object.metadata.resourceVersion ?? '',
    instanceCount: typeof count === 'number' ? count : 1,
  }
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])
