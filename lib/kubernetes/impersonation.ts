/** Whom the API server is asked to act as. */
export type Impersonated = { user: string; groups: readonly string[] }

/**
 * The headers that make the API server act as somebody ("User impersonation" in the Kubernetes documentation), or nothing
 * for somebody whom the portal must never act as: an account of the system, or a member of a group of the system, of which
 * `system:masters` may do everything and service accounts may be pods. A name that is no name goes the same way: HTTP takes
 * the space around a value away, so that ` system:masters` would arrive as another one.
 *
 * Each group is a header of its own: a joined value would be one group with a comma in its name. Go reads headers as bytes,
 * so what is not ASCII goes as UTF-8.
 */
export const impersonationHeaders = ({
  user,
  groups,
}: Impersonated): Record<'impersonate-user' | 'impersonate-group', string | string[]> | undefined => {
  const names = [user, ...groups]
  if (!names.every((name) => mayBeImpersonated(name))) return undefined
  return { 'impersonate-user': asBytes(user), 'impersonate-group': groups.map(asBytes) }
}

/** May somebody of this name, or in a group of this name, be acted for? */
export const mayBeImpersonated = (name: string): boolean =>
  name !== '' && name === name.trim() && !/\p{Cc}/u.test(name) && !name.toLowerCase().startsWith('system:')

/** One character for each byte: how a header value is given to what sends it. */
const asBytes = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text))
