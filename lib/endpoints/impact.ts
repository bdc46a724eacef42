import { isEventGridHost } from '@/lib/brokers/event-grid-host'
import type { FieldChange } from '@/lib/access/call'
import { type Bridge, endpointsOf, type SideName } from '@/lib/runtime/bridge'
import { fieldChanges } from './changes'
import { effectiveValues, isVisible } from './form-values'
import type { EndpointValues } from './resource-types'
import { displayed } from './summary'
import type { EndpointType } from './types/define'

/** What applying a change does to those who use the endpoint. */
export type Impact = {
  /** The change in words. */
  changes: readonly FieldChange[]
  /** Bridges that reconnect, each with its sides on this endpoint. */
  bridges: readonly ReconnectingBridge[]
  /** Bridges that use it and are paused: they notice when they are resumed. */
  paused: readonly string[]
  /** The pods that the connections are made from. */
  pods: readonly string[]
}

export type ReconnectingBridge = { name: string; sides: readonly SideName[]; profile: string }

export const impactOf = (
  type: EndpointType,
  endpoint: string,
  { before, after }: { before: EndpointValues; after: EndpointValues },
  bridges: Iterable<Bridge>,
): Impact => {
  const using = [...bridges].flatMap((bridge) => {
    const sides = (['source', 'destination'] as const).filter((side) => endpointsOf(bridge[side]).includes(endpoint))
    return sides.length > 0 ? [{ bridge, sides }] : []
  })
  const running = using.filter(({ bridge }) => bridge.mode === 'Enabled')
  return {
    changes: fieldChanges(type, before, after),
    bridges: running.map(({ bridge: { name, profile }, sides }) => ({ name, sides, profile })),
    paused: using.filter(({ bridge }) => bridge.mode === 'Disabled').map(({ bridge }) => bridge.name),
    pods: [...new Set(running.flatMap(({ bridge }) => bridge.pods.names))].sort(),
  }
}

/** The same in one line: *Applying reconnects 2 bridges on 1 pod.* */
export const impactText = ({ bridges, paused, pods }: Impact): string => {
  if (bridges.length === 0) {
    const which = paused.length === 1 ? 'The bridge that uses it is paused' : 'The bridges that use it are paused'
    return paused.length === 0 ? 'No bridge uses this endpoint.' : `${which}: nothing reconnects now.`
  }
  const on = pods.length === 0 ? '' : ` on ${counted(pods.length, 'pod')}`
  return `Applying reconnects ${counted(bridges.length, 'bridge')}${on}.`
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

/** Something that may be lost for good by a change, and the field that does it. */
export type Loss = { field: string; label: string; text: string }

/**
 * What a change may lose while bridges run over the endpoint: what the broker keeps for a session, and what is promised about
 * messages. By the meaning of the settings in "Configure MQTT data flow endpoints" and in MQTT 5.0 (3.1.2.11.2, 4.3, 4.4).
 * Settings that end up the same in force lose nothing.
 */
export const lossesOf = (type: EndpointType, before: EndpointValues, after: EndpointValues): Loss[] => {
  const [old, now] = [effectiveValues(type, before), effectiveValues(type, after)]
  const mqtt = type.endpointType === 'Mqtt'
  return type.fields.flatMap((field) => {
    const { key, label, caution } = field
    const [from = '', to = ''] = [old[key], now[key]]
    if (from === to || !isVisible(type, field, after)) return []
    const show = (value: string) => displayed(type, field, value)
    const text = (mqtt ? mqttLosses[key]?.(from, to, { show, now }) : undefined) ?? caution
    return text === undefined ? [] : [{ field: key, label, text }]
  })
}

type Judge = (
  from: string,
  to: string,
  // How a value of the field is written, and every setting that is then in force.
  { show, now }: { show: (value: string) => string; now: EndpointValues },
) => string | undefined

const mqttLosses: Readonly<Record<string, Judge>> = {
  host: (from) =>
    from === ''
      ? undefined
      : `The sessions at ${from} are left behind, with the messages that are queued there for these bridges.`,
  sessionExpiry: (from, to, { show }) => {
    if (Number(to) >= Number(from)) return undefined
    return Number(to) === 0
      ? 'The broker forgets these bridges with each lost connection: messages that arrive until they are back are lost.'
      : `The broker keeps queued messages for ${show(to)} after a lost connection, and no longer for ${show(from)}: what is older is lost.`
  },
  qos: (from, to) =>
    Number(to) < Number(from)
      ? 'Messages are not acknowledged any more: those under way when a connection breaks are lost.'
      : undefined,
  // Event Grid rejects messages with the flag, so that giving it up is the cure there.
  retain: (_, to, { now }) =>
    to === 'Never' && !isEventGridHost(now.host ?? '')
      ? 'Messages arrive without the retain flag: who subscribes at the destination later does not get the last value.'
      : undefined,
}

/** The fields by which an edit is known again once somebody has said yes to it. */
export const lossKey = (losses: readonly Loss[]): string =>
  losses.map(({ field, text }) => `${field}: ${text}`).join('\n')
