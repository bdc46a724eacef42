import { readAt } from './tree'

/** Does the endpoint CRD of a cluster list `spec.hostType`? Written only then: a strict API server refuses it otherwise. */
export const servesHostType = (schema: unknown): boolean =>
  readAt(schema, ['properties', 'spec', 'properties', 'hostType']) !== undefined
