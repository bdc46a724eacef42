import { is, part, parts, text, texts, type Part } from '@/lib/kubernetes/fields'

/** The fields of a bridge's form, in the order in which they stand. */
export const bridgeKeys = ['source', 'topics', 'destination', 'target', 'schema', 'format', 'profile', 'mode'] as const

export type BridgeKey = (typeof bridgeKeys)[number]

/**
 * What stands in the form, as text; empty is *not set*. `topics` has one topic filter on a line. What the form does not show
 * of a dataflow (what it maps and filters, its asset, its disk persistence) is not among it and stays as it is.
 */
export type BridgeValues = Record<BridgeKey, string>

/** Without a profile a dataflow runs in the one that every instance has ("Configure data flow profile"). */
const usualProfile = 'default'

export const blankBridge: BridgeValues = {
  source: '',
  topics: '',
  destination: '',
  target: '',
  schema: '',
  format: '',
  profile: usualProfile,
  mode: 'Enabled',
}

/** The parts that operations play, and the key of their settings. */
export const operationKinds = {
  source: { type: 'Source', settings: 'sourceSettings' },
  transformation: { type: 'BuiltInTransformation', settings: 'builtInTransformationSettings' },
  destination: { type: 'Destination', settings: 'destinationSettings' },
} as const

export type OperationKind = keyof typeof operationKinds

/** Where the operation of a kind stands, or -1. Known by its settings too: some samples write `operationType: source`. */
export const operationAt = (operations: readonly Part[], kind: OperationKind): number => {
  const { type, settings } = operationKinds[kind]
  const named = operations.findIndex((one) => is(one.operationType, type))
  return named >= 0 ? named : operations.findIndex((one) => settings in one)
}

/** The settings of an operation, empty where there is none. */
export const settingsOf = (operations: readonly Part[], kind: OperationKind): Part =>
  part(operations[operationAt(operations, kind)]?.[operationKinds[kind].settings])

/** What an existing dataflow shows in the form. Total: specs written by hand hold anything. */
export const bridgeValuesOf = (spec: unknown): BridgeValues => {
  const { operations: raw, profileRef, mode } = part(spec)
  const operations = parts(raw)
  const source = settingsOf(operations, 'source')
  const destination = settingsOf(operations, 'destination')
  const { schemaRef, serializationFormat } = settingsOf(operations, 'transformation')
  return trimmed({
    source: text(source.endpointRef),
    topics: texts(source.dataSources).join('\n'),
    destination: text(destination.endpointRef),
    target: text(destination.dataDestination),
    schema: text(schemaRef),
    format: text(serializationFormat),
    profile: text(profileRef) || usualProfile,
    mode: is(mode, 'Disabled') ? 'Disabled' : 'Enabled',
  })
}

/** The topic filters of a form, those that are still empty left out. */
export const topicsOf = ({ topics }: Pick<BridgeValues, 'topics'>): string[] =>
  topics
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** As it is written and compared. */
export const trimmed = (values: BridgeValues): BridgeValues => {
  const result = { ...values }
  for (const key of bridgeKeys) result[key] = values[key].trim()
  return { ...result, topics: topicsOf(values).join('\n') }
}

export const sameBridge = (one: BridgeValues, other: BridgeValues): boolean => {
  const [a, b] = [trimmed(one), trimmed(other)]
  return bridgeKeys.every((key) => a[key] === b[key])
}
