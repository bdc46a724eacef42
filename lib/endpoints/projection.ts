import { requiredKeys } from '@/lib/brokers/credentials'
import { endpointFact } from '@/lib/dataflows/projection'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { secretReferences } from '@/lib/kubernetes/secret-references'
import { classify } from './classify'
import { trialRow } from './confirmed/row'
import { effectiveValues, fieldOf, secretOf, valuesOf } from './form-values'
import { canonicalMethod } from './methods'
import type { EndpointSpec } from './resource-types'
import type { EndpointRow } from './row'
import { placeIn, settingsOf, text } from './settings'
import { isTree, readAt } from '@/lib/core/tree'
import type { EndpointType } from './types/define'

/** One endpoint as the list needs it. Total: types and shapes that the portal does not know become a plain row. */
export const endpointRow = (object: KubernetesObject): EndpointRow => {
  const { metadata, spec: raw } = object
  const trial = trialRow(object)
  const spec: EndpointSpec = isTree(raw) ? raw : {}
  const settings = settingsOf(spec)
  // Tiles of one endpoint type differ in nothing that a row tells by the cluster's own listeners.
  const { type } = classify(spec, { localServices: [] })
  const secrets = [...secretReferences({ spec: raw })]
  return {
    ...endpointFact(object),
    resourceVersion: metadata.resourceVersion ?? '',
    uid: metadata.uid ?? '',
    createdAt: metadata.creationTimestamp ?? '',
    method: canonicalMethod(text(readAt(settings, ['authentication', 'method']))),
    ...(secrets.length > 0 ? { secrets } : {}),
    ...(type ? fromTable(type, spec) : {}),
    ...(trial && { trial }),
  }
}

/** What the type's table says about an endpoint: its values are read as the form reads them. */
const fromTable = (type: EndpointType, spec: EndpointSpec) => {
  const values = valuesOf(type, spec)
  const force = effectiveValues(type, values)
  const has = (key: string) => fieldOf(type, key) !== undefined
  const secret = secretOf(type, values)
  const { clientIdPrefix, retain, tlsMode } = force
  const caConfigMap = values.caConfigMap
  return {
    host: text(readAt(spec, placeIn(spec, fieldOf(type, type.address)?.path ?? []))),
    ...(has('tlsMode') ? { tls: tlsMode === 'Disabled' ? ('Disabled' as const) : ('Enabled' as const) } : {}),
    ...(clientIdPrefix ? { clientIdPrefix } : {}),
    ...(caConfigMap ? { caConfigMap } : {}),
    ...(secret ? { secretKeys: requiredKeys(secret.credential) } : {}),
    ...(has('retain') ? { retain: retain === 'Never' ? ('Never' as const) : ('Keep' as const) } : {}),
    ...(type.sides.includes('source') ? {} : { destinationOnly: true as const }),
    ...(type.needsSchema ? { needsSchema: true as const } : {}),
    ...(has('consumerGroup')
      ? force.consumerGroup
        ? { consumerGroup: force.consumerGroup }
        : { noConsumerGroup: true as const }
      : {}),
  } satisfies Partial<EndpointRow>
}
