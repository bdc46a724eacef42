/**
 * Who is asking.
 *
 * - `local`: nobody signs in. Whoever reaches this machine's loopback address acts as the kubeconfig's user, and the
 *   cluster decides what that user may do.
 * - `person`: somebody who signed in. The portal reads for them what the cluster says they may read, and writes in their
 *   name, so that the cluster decides and its audit log names them.
 */
export type Viewer = LocalViewer | Person

export type LocalViewer = { mode: 'local'; name: string }

export type Person = {
  mode: 'person'
  /** As people know them, for the screen. */
  name: string
  /** As the cluster's RBAC knows them. */
  user: string
  groups: readonly string[]
  /** This sign-in, of all that the person has. Ends with sign-out. */
  session: string
  /** When it ends if the person does nothing more, epoch milliseconds. */
  until: number
}

/** Whom the API server is asked to act as: nobody, when the portal's own identity is the one that acts. */
export const actsAs = (viewer: Viewer): { user: string; groups: readonly string[] } | undefined =>
  viewer.mode === 'person' ? { user: viewer.user, groups: viewer.groups } : undefined

/** How logs and traces name the viewer: by the name that the cluster's RBAC goes by. */
export const accountOf = (viewer: Viewer): string => (viewer.mode === 'person' ? viewer.user : viewer.name)
