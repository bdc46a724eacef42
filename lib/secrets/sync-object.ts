import type { SecretType } from '@/lib/brokers/credentials'
import { managedByLabel, managedByUs } from './owner'
import { syncServiceAccount } from './provider-class-choice'

export type SyncWanted = {
  providerClass: string
  serviceAccount?: string | undefined
  /** Of the Secret that comes of it; `Opaque` where nothing is said. */
  secretType?: SecretType | undefined
  data: readonly { sourcePath: string; targetKey: string }[]
}

export const syncSpec = ({
  providerClass,
  serviceAccount = syncServiceAccount,
  secretType = 'Opaque',
  data,
}: SyncWanted) => ({
  secretProviderClassName: providerClass,
  serviceAccountName: serviceAccount,
  secretObject: { type: secretType, data },
})

/** A sync object, as the portal makes it. The Secret that it fills has its name. */
export const syncObject = (name: string, wanted: SyncWanted) => ({
  metadata: { name, labels: { [managedByLabel]: managedByUs } },
  spec: syncSpec(wanted),
})
