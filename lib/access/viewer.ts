/**
 * Who is asking. Nobody signs in yet: whoever reaches this machine's loopback address acts as the kubeconfig's user,
 * and the cluster decides what that user may do.
 */
export type Viewer = { mode: 'local'; name: string }
