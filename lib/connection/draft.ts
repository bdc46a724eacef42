import { splitHost } from '@/lib/core/host'
import type { FieldIssue } from '@/lib/core/result'
import { completeValues, effectiveValues } from '@/lib/endpoints/form-values'
import { problemsOf } from '@/lib/endpoints/problems'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'
import type { ClientChoice } from './client-choice'

/** What a test needs to know of an endpoint, saved or not: the values in force. */
export type ConnectionDraft = {
  /** As it stands in the field. */
  host: string
  /** The name or address without port, path and brackets. */
  name: string
  port: number
  /** Behind the port, for WebSockets. */
  path: string
  protocol: 'Mqtt' | 'WebSockets'
  tls: boolean
  caConfigMap: string
  method: string
  secretName: string
  audience: string
  clientIdPrefix: string
  keepAlive: number
}

export const connectionDraft = (type: EndpointType, values: EndpointValues): ConnectionDraft => {
  const inForce = effectiveValues(type, completeValues(type, values))
  const text = (key: string) => inForce[key] ?? ''
  const { name, port, path } = splitHost(text('host'))
  return {
    host: text('host'),
    name: name.toLowerCase().replace(/^\[|\]$/g, ''),
    port: Number(port),
    path,
    protocol: text('protocol') === 'WebSockets' ? 'WebSockets' : 'Mqtt',
    tls: text('tlsMode') !== 'Disabled',
    caConfigMap: text('caConfigMap'),
    method: text('method'),
    secretName: text('secretName'),
    audience: text('audience'),
    clientIdPrefix: text('clientIdPrefix'),
    keepAlive: Number(text('keepAlive') || '60'),
  }
}

/** The fields that a test goes by. What else is wrong with a draft, its name above all, keeps nobody from trying it. */
const tried = new Set([
  ...['host', 'protocol', 'tlsMode', 'caConfigMap', 'method', 'secretName', 'audience', 'clientIdPrefix', 'keepAlive'],
])

/**
 * What has to be corrected before a draft can be tried, by field key. Where the client certificate comes from the form, the
 * name of the Secret that is to hold it does not matter yet.
 */
export const draftProblems = (
  type: EndpointType,
  values: EndpointValues,
  client: ClientChoice['source'] = 'stored',
): FieldIssue[] =>
  problemsOf(type, { name: 'draft', values: completeValues(type, values), cluster: { namespace: '' } }).filter(
    ({ path }) => tried.has(path) && (client === 'stored' || path !== 'secretName'),
  )
