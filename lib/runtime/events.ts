import { reporter } from '@/lib/access/trail/trail-record'
import { count, is, part, plain, text, time } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { EventRow } from './event'

/** Kinds whose events tell something about bridges. */
const kinds = new Set([
  'Pod',
  'StatefulSet',
  'Dataflow',
  'DataflowEndpoint',
  'DataflowGraph',
  'DataflowProfile',
  'Broker',
  'BrokerListener',
  'BrokerAuthentication',
  'SecretSync',
  'SecretProviderClass',
])

/**
 * One core `Event` as browsers see it, or nothing when it is about something else. Events of older and newer reporters
 * keep their times and counts in different fields ("Event v1 core", Kubernetes API reference). Total.
 */
export const eventRow = (object: KubernetesObject): EventRow | null => {
  const about = part(object.involvedObject)
  const [kind, name, uid] = [text(about.kind), plain(about.name, 253), plain(about.uid, 80)]
  // Who did what through the portal is told by the activity, in parts and not in a sentence.
  if (!kinds.has(kind) || name === '' || text(object.reportingComponent) === reporter) return null
  const series = part(object.series)
  const made = time(object.metadata.creationTimestamp)
  const first = time(object.firstTimestamp) ?? time(object.eventTime) ?? made ?? 0
  const last = time(series.lastObservedTime) ?? time(object.lastTimestamp) ?? time(object.eventTime) ?? made ?? first
  return {
    name: object.metadata.name,
    resourceVersion: object.metadata.resourceVersion ?? '',
    about: { kind, name, ...(uid && { uid }) },
    type: is(object.type, 'Warning') ? 'Warning' : 'Normal',
    reason: plain(object.reason, 120),
    message: plain(object.message, 1_000),
    count: Math.max(1, count(series.count) ?? count(object.count) ?? 1),
    firstAt: Math.min(first, last),
    lastAt: Math.max(first, last),
    by: plain(part(object.source).component, 120) || plain(object.reportingComponent, 120),
  }
}
