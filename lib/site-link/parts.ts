import type { BridgeValues } from '@/lib/dataflows/bridge-values'
import { blankBridge, topicsOf } from '@/lib/dataflows/bridge-values'
import type { EndpointFact } from '@/lib/dataflows/endpoint-fact'
import type { DataflowRow } from '@/lib/dataflows/row'
import { completeValues } from '@/lib/endpoints/form-values'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { customMqtt } from '@/lib/endpoints/types/custom-mqtt'
import { linkNames, type SiteLinkForm } from './form'

/** What of a link is written as what: the same texts as the forms of endpoints and of bridges hold. */

/** The tile that a parent's broker is one of. */
export const parentType = customMqtt

/** The Secret that holds the client certificate, whoever makes it. */
export const secretOf = ({ identity, secretName, thereName }: SiteLinkForm): string =>
  (identity === 'new' ? secretName : thereName).trim()

/** The config map that is trusted, whoever makes it; empty for public authorities. */
export const trustOf = ({ trust, name, caConfigMap }: SiteLinkForm): string => {
  switch (trust) {
    case 'paste':
      return linkNames(name.trim()).trust
    case 'config-map':
      return caConfigMap.trim()
    case 'public':
      return ''
  }
}

/** The endpoint's form. */
export const endpointOf = (form: SiteLinkForm): { name: string; values: EndpointValues } => ({
  name: form.name.trim(),
  values: completeValues(parentType, {
    host: form.host.trim(),
    method: 'X509Certificate',
    secretName: secretOf(form),
    caConfigMap: trustOf(form),
    clientIdPrefix: form.clientIdPrefix.trim(),
  }),
})

export type LinkBridge = 'up' | 'down'

/** The form of one of its dataflows; nothing where there is none. */
export const bridgeOf = (form: SiteLinkForm, which: LinkBridge): { name: string; values: BridgeValues } | undefined => {
  const [name, parent, local] = [linkNames(form.name.trim())[which], form.name.trim(), form.local.trim()]
  const profile = form.profile.trim()
  if (which === 'up') {
    const { topics, target } = form
    return { name, values: { ...blankBridge, source: local, topics, destination: parent, target, profile } }
  }
  if (form.down === 'off') return undefined
  const { downTopics: topics, downTarget: target } = form
  return { name, values: { ...blankBridge, source: parent, topics, destination: local, target, profile } }
}

/** The endpoint as rules of bridges will see it. */
export const endpointFactOf = (form: SiteLinkForm): EndpointFact => ({
  name: form.name.trim(),
  endpointType: parentType.endpointType,
  hostType: parentType.hostType,
  host: form.host.trim(),
  clientIdPrefix: form.clientIdPrefix.trim(),
})

/** A dataflow as rules of other bridges will see it. */
export const rowOf = ({ name, values }: { name: string; values: BridgeValues }): DataflowRow => ({
  name,
  resourceVersion: '',
  uid: '',
  profile: values.profile,
  mode: 'Enabled',
  source: { endpoint: values.source, topics: topicsOf(values) },
  destination: { endpoint: values.destination, target: values.target.trim() },
  createdAt: 0,
})
