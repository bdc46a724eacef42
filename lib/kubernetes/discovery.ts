import { isRecord } from './fields'
import type { ResourceKind } from './resources'

/** The versions a group serves, the server's favourite first, from an `APIGroup` document; nothing when it is not one. */
export const versionsOf = (body: unknown): string[] | undefined => {
  if (!isRecord(body) || body.kind !== 'APIGroup' || !Array.isArray(body.versions)) return undefined
  return body.versions.flatMap((each) => (isRecord(each) && typeof each.version === 'string' ? [each.version] : []))
}

/** The plural names a version of a group serves, from an `APIResourceList`; nothing when it is not one. */
export const pluralsOf = (body: unknown): string[] | undefined => {
  if (!isRecord(body) || body.kind !== 'APIResourceList' || !Array.isArray(body.resources)) return undefined
  return body.resources.flatMap((each) => (isRecord(each) && typeof each.name === 'string' ? [each.name] : []))
}

/** The versions worth asking for: served by the group and understood by the portal, in the portal's order. */
export const candidates = (kind: ResourceKind, served: readonly string[]): string[] =>
  kind.versions.filter((version) => served.includes(version))
