import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { secretReferences } from '@/lib/kubernetes/secret-references'
import { trialRow } from './confirmed/row'
import { canonicalMethod } from './methods'
import type { EndpointSpec } from './resource-types'
import type { EndpointRow } from './row'
import { settingsOf, text } from './settings'
import { isTree, readAt } from './tree'

/** Types whose connection may be encrypted or not; the others always are, or do not connect at all. */
const withTls = ['mqtt', 'kafka', 'opentelemetry']

/** One endpoint as the list needs it. Total: types and shapes that the portal does not know become a plain row. */
export const endpointRow = (object: KubernetesObject): EndpointRow => {
  const { metadata, spec: raw } = object
  const trial = trialRow(object)
  const spec: EndpointSpec = isTree(raw) ? raw : {}
  const settings = settingsOf(spec)
  const type = text(spec.endpointType)
  const prefix = text(settings.clientIdPrefix)
  const secrets = [...secretReferences({ spec: raw })]
  const caConfigMap = text(readAt(settings, ['tls', 'trustedCaCertificateConfigMapRef']))
  return {
    name: metadata.name,
    resourceVersion: metadata.resourceVersion ?? '',
    uid: metadata.uid ?? '',
    createdAt: metadata.creationTimestamp ?? '',
    endpointType: type,
    ...(text(spec.hostType) ? { hostType: text(spec.hostType) } : {}),
    // Local storage has a volume where the others have a host.
    host: text(settings.host) || text(settings.persistentVolumeClaimRef),
    method: canonicalMethod(text(readAt(settings, ['authentication', 'method']))),
    ...(withTls.includes(type.toLowerCase()) ? { tls: tlsMode(settings) } : {}),
    ...(prefix ? { clientIdPrefix: prefix } : {}),
    ...(secrets.length > 0 ? { secrets } : {}),
    ...(caConfigMap ? { caConfigMap } : {}),
    ...(text(settings.consumerGroupId) ? { consumerGroup: text(settings.consumerGroupId) } : {}),
    ...(type.toLowerCase() === 'mqtt' ? { retain: retainOf(settings) } : {}),
    ...(trial && { trial }),
  }
}

const tlsMode = (settings: Record<string, unknown>): 'Enabled' | 'Disabled' =>
  text(readAt(settings, ['tls', 'mode'])).toLowerCase() === 'disabled' ? 'Disabled' : 'Enabled'

/** Kept unless it says otherwise ("Configure MQTT data flow endpoints", retain). */
const retainOf = (settings: Record<string, unknown>): 'Keep' | 'Never' =>
  text(settings.retain).toLowerCase() === 'never' ? 'Never' : 'Keep'
