import type { CustomResource, Followed } from '../client/follow.ts'

export const SECRET_SYNCS = { group: 'secret-sync.x-k8s.io', version: 'v1alpha1', plural: 'secretsyncs' } as const
export const PROVIDER_CLASSES = {
  group: 'secrets-store.csi.x-k8s.io',
  version: 'v1',
  plural: 'secretproviderclasses',
} as const satisfies CustomResource

/** A condition in the form that all kinds share (Kubernetes API conventions, "Typical status properties"). */
export interface Condition {
  type: string
  status: 'True' | 'False' | 'Unknown'
  reason: string
  message: string
  lastTransitionTime: string
}

export interface SecretSync extends Followed {
  metadata: Followed['metadata'] & { namespace: string; uid: string; generation: number; deletionTimestamp?: string }
  spec: {
    secretProviderClassName: string
    serviceAccountName: string
    forceSynchronization?: string
    secretObject: {
      type?: string
      data: { sourcePath: string; targetKey: string }[]
      labels?: Record<string, string>
      annotations?: Record<string, string>
    }
  }
  status?: { conditions?: Condition[]; syncHash?: string; lastSuccessfulSyncTime?: string }
}

export interface ProviderClass extends Followed {
  spec?: { provider?: string; parameters?: Record<string, string> }
}
