/** Shapes that every Kubernetes object shares (Kubernetes API reference, "ObjectMeta"). */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export interface OwnerReference {
  apiVersion: string
  kind: string
  name: string
  uid: string
  controller?: boolean
  blockOwnerDeletion?: boolean
}

/** A node of a FieldsV1 tree: keys are `f:<field>`, `k:<keys as JSON>`, `v:<value as JSON>` or `.`. */
export interface FieldsV1 {
  [segment: string]: FieldsV1
}

export interface ManagedFieldsEntry {
  manager: string
  operation: 'Update' | 'Apply'
  apiVersion: string
  time: string
  fieldsType: 'FieldsV1'
  fieldsV1: FieldsV1
  subresource?: string
}

export interface ObjectMeta {
  name: string
  generateName?: string
  namespace?: string
  uid?: string
  resourceVersion?: string
  generation?: number
  creationTimestamp?: string
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: OwnerReference[]
  finalizers?: string[]
  managedFields?: ManagedFieldsEntry[]
}

export interface KubeObject {
  apiVersion: string
  kind: string
  metadata: ObjectMeta
  [field: string]: unknown
}

export type Fields = Record<string, unknown>

export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value as a record, or an empty one: for reading optional branches of an object. */
export const record = (value: unknown): Fields => (isRecord(value) ? value : {})

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Kubernetes writes times to the second (metav1.Time). */
export const timestamp = (at = new Date()): string => at.toISOString().replace(/\.\d+Z$/, 'Z')

/** Reads a path of plain field names. */
export const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((node, field) => (isRecord(node) ? node[field] : undefined), value)

/** The value without some of its fields. */
export const without = (value: object, ...fields: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field)))
