import type { FieldChange } from '@/lib/access/call'
import { blankBridge, type BridgeKey, bridgeKeys, type BridgeValues, topicsOf, trimmed } from './bridge-values'
import type { Family } from './endpoint-fact'

/** What people call the fields of a bridge. */
export const bridgeLabels: Readonly<Record<BridgeKey, string>> = {
  source: 'Source endpoint',
  topics: 'Topic filters',
  destination: 'Destination endpoint',
  target: 'Destination topic',
  schema: 'Output schema',
  format: 'Serialization format',
  profile: 'Dataflow profile',
  mode: 'Mode',
}

/** Has the form this field, where messages go to such an endpoint? How they are written is a matter of storage. */
export const isShown = (key: BridgeKey, destination: Family): boolean =>
  (key !== 'schema' && key !== 'format') || destination === 'storage'

/** What one field says, as people read it; nothing when it is not set. */
export const shownValue = (key: BridgeKey, values: BridgeValues): string | undefined =>
  (key === 'topics' ? topicsOf(values).join(', ') : values[key]) || undefined

/** From what to what each field goes. */
export const bridgeChanges = (before: BridgeValues, after: BridgeValues): FieldChange[] => {
  const [old, now] = [trimmed(before), trimmed(after)]
  return bridgeKeys.flatMap((key) => {
    if (old[key] === now[key]) return []
    const [from, to] = [shownValue(key, old), shownValue(key, now)]
    return [
      {
        field: key,
        label: bridgeLabels[key],
        ...(from !== undefined && { before: from }),
        ...(to !== undefined && { after: to }),
      },
    ]
  })
}

/** What a new bridge is given that it would not have by itself. */
export const givenToBridge = (values: BridgeValues): FieldChange[] => bridgeChanges(blankBridge, values)

export const labelsOf = (keys: readonly string[]): string[] =>
  bridgeKeys.filter((key) => keys.includes(key)).map((key) => bridgeLabels[key])
