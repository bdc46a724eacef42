import type { Followed } from '../client/follow.ts'

const GROUP = 'connectivity.iotoperations.azure.com'

export const DATAFLOWS = { group: GROUP, version: 'v1', plural: 'dataflows' } as const
export const ENDPOINTS = { group: GROUP, version: 'v1', plural: 'dataflowendpoints' } as const
export const PROFILES = { group: GROUP, version: 'v1', plural: 'dataflowprofiles' } as const

type Named = Followed & { metadata: Followed['metadata'] & { namespace: string; uid: string } }

export type SideName = 'source' | 'destination'

export interface MqttSettings {
  host?: string
  protocol?: string
  authentication?: {
    method?: string
    systemAssignedManagedIdentitySettings?: { audience?: string }
    userAssignedManagedIdentitySettings?: { scope?: string; clientId?: string }
    serviceAccountTokenSettings?: { audience?: string }
    x509CertificateSettings?: { secretRef?: string }
  }
  tls?: { mode?: string; trustedCaCertificateConfigMapRef?: string }
  clientIdPrefix?: string
  qos?: number
  retain?: string
  sessionExpirySeconds?: number
  maxInflightMessages?: number
  keepAliveSeconds?: number
}

export interface DataflowEndpoint extends Named {
  spec: { endpointType?: string; mqttSettings?: MqttSettings } & Record<string, unknown>
}

export interface Dataflow extends Named {
  spec: {
    profileRef?: string
    mode?: string
    operations?: {
      operationType?: string
      sourceSettings?: { endpointRef?: string; dataSources?: string[] }
      destinationSettings?: { endpointRef?: string; dataDestination?: string }
    }[]
  }
  status?: { healthState?: HealthState }
}

export interface DataflowProfile extends Named {
  spec?: { instanceCount?: number; diagnostics?: { metrics?: { prometheusPort?: number } } }
}

export type Health = 'Available' | 'Degraded' | 'Unavailable' | 'Unknown'

/** `status.healthState` as Azure IoT Operations writes it ("Health status reporting"). Times are RFC 3339, to the second. */
export interface HealthState {
  status: Health
  reasonCode?: string
  message?: string
  lastTransitionTime: string
  lastUpdateTime: string
}

/** Enum values are PascalCase, and some versions of the product were lenient: compare without regard to case. */
export const isWord = (value: string | undefined, word: string) => value?.toLowerCase() === word.toLowerCase()

export const profileOf = ({ spec }: Dataflow) => spec.profileRef ?? 'default'

export const isEnabled = ({ spec }: Dataflow) => !isWord(spec.mode, 'Disabled')

/** The endpoint of a side and the topics there. */
export function sideOf({ spec }: Dataflow, side: SideName): { endpoint: string; topics: readonly string[] } {
  const operations = spec.operations ?? []
  if (side === 'source') {
    const settings = operations.find(({ operationType }) => isWord(operationType, 'Source'))?.sourceSettings
    return { endpoint: settings?.endpointRef ?? '', topics: settings?.dataSources ?? [] }
  }
  const settings = operations.find(({ operationType }) => isWord(operationType, 'Destination'))?.destinationSettings
  return { endpoint: settings?.endpointRef ?? '', topics: settings?.dataDestination ? [settings.dataDestination] : [] }
}
