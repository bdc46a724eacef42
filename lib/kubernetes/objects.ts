/** The envelope of every Kubernetes object, as far as the portal reads it. Unknown parts survive because objects are patched, never rebuilt. */
export type ObjectMeta = {
  name: string
  namespace?: string
  uid?: string
  resourceVersion?: string
  generation?: number
  creationTimestamp?: string
  deletionTimestamp?: string
  deletionGracePeriodSeconds?: number
  labels?: Record<string, string>
  annotations?: Record<string, string>
  ownerReferences?: { apiVersion: string; kind: string; name: string; uid: string }[]
  managedFields?: { manager?: string; operation?: string; time?: string; subresource?: string }[]
}

export type KubernetesObject = {
  apiVersion?: string
  kind?: string
  metadata: ObjectMeta
  [part: string]: unknown
}
