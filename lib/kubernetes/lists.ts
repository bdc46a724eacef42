import { isRecord } from './fields'
import type { KubernetesObject } from './objects'

/** One page of a list. */
export type Page = { objects: KubernetesObject[]; resourceVersion: string; next?: string }

/** Reads an object; nothing when it lacks what every Kubernetes object has. */
export const objectOf = (value: unknown): KubernetesObject | undefined => {
  if (!isRecord(value) || !isRecord(value.metadata) || typeof value.metadata.name !== 'string') return undefined
  return { ...value, metadata: { ...value.metadata, name: value.metadata.name } }
}

/**
 * Reads a page of a list; nothing when it is not one. Lists leave kind and version out of their items, so each item
 * gets those of the list ("Kubernetes API Concepts").
 */
export const pageOf = (body: unknown): Page | undefined => {
  if (!isRecord(body) || !isRecord(body.metadata)) return undefined
  const { resourceVersion, continue: next } = body.metadata
  // A nil slice of Go comes over as null.
  const items = body.items ?? []
  if (typeof resourceVersion !== 'string' || !Array.isArray(items)) return undefined
  const common = { apiVersion: body.apiVersion, kind: String(body.kind ?? '').replace(/List$/, '') }
  const objects: KubernetesObject[] = []
  for (const item of items) {
    const object = objectOf(isRecord(item) ? { ...common, ...item } : item)
    if (!object) return undefined
    objects.push(object)
  }
  return { objects, resourceVersion, ...(typeof next === 'string' && next !== '' && { next }) }
}
