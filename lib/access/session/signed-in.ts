/** Who is signed in, as far as the screen tells it. */
export type SignedIn = {
  name: string
  /** As the cluster knows them. */
  user: string
  groups: readonly string[]
  /** How often it is worth telling the portal that they are still there, in milliseconds. */
  presenceEveryMs: number
}
