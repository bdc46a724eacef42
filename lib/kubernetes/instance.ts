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
