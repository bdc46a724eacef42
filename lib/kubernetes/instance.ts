/**
 * One deployment of Azure IoT Operations that the portal serves: a kubeconfig context and its namespace.
 * `id` is the first part of every URL; it is derived from the context's name and unique among the instances.
 */
export type Instance = {
  id: string
  /** The kubeconfig context's name, as people know it. */
  context: string
  namespace: string
  /** The API server's URL, shown so that nobody works on the wrong cluster. */
  server: string
  /** Who the portal acts as, from the kubeconfig (user name of the context). */
  actsAs: string
}

/**
 * An instance as somebody may know it who has not been told yet whether they may see it: its name alone, which the
 * portal's health tells everybody.
 */
export type ListedInstance = Instance | Pick<Instance, 'id' | 'context'>
