import { is, part, type Part, parts, text, texts } from '@/lib/kubernetes/fields'

/** What a dataflow does, in the order of its operations, as people read it. */
export type Operations = {
  source?: OperationSide
  transformation?: Transformation
  destination?: OperationSide
}

export type OperationSide = {
  endpoint: string
  /** Topic filters of a source; topic, table or container of a destination. */
  topics: string[]
  asset?: string
  schema?: string
  format?: string
}

/** `steps` in words; what has no words here is not left out but stands in `rest`, as it is in the resource. */
export type Transformation = { steps: string[]; schema?: string; format?: string; rest?: Part }

/** Reads the `spec` of a `Dataflow`. Total: specs written by hand hold anything. */
export const operationsOf = (spec: unknown): Operations => {
  const all = parts(part(spec).operations)
  const find = (type: string, settings: string): Part | undefined => {
    const found = all.find((one) => is(one.operationType, type)) ?? all.find((one) => settings in one)
    return found && part(found[settings])
  }
  const source = find('Source', 'sourceSettings')
  const between = find('BuiltInTransformation', 'builtInTransformationSettings')
  const destination = find('Destination', 'destinationSettings')
  return {
    ...(source && { source: sideOf(source, texts(source.dataSources)) }),
    ...(between && { transformation: transformationOf(between) }),
    ...(destination && { destination: sideOf(destination, [text(destination.dataDestination)].filter(Boolean)) }),
  }
}

const sideOf = (settings: Part, topics: string[]): OperationSide => ({
  endpoint: text(settings.endpointRef),
  topics,
  ...(text(settings.assetRef) && { asset: text(settings.assetRef) }),
  ...schemaAndFormat(settings),
})

const schemaAndFormat = ({ schemaRef, serializationFormat }: Part) => ({
  ...(text(schemaRef) && { schema: text(schemaRef) }),
  ...(text(serializationFormat) && { format: text(serializationFormat) }),
})

const described = {
  datasets: (one: Part) => {
    const [key, inputs, on] = [text(one.key), texts(one.inputs), text(one.expression)]
    return key && only(one, ['key', 'inputs', 'expression', 'description', 'schemaRef'])
      ? `Looks up “${key}”${on ? ` where ${filled(on, inputs)}` : inputs.length > 0 ? ` by ${inputs.join(', ')}` : ''}`
      : undefined
  },
  // What matches is dropped, any of the rules ("Filter data in a data flow").
  filter: (one: Part) => {
    const [inputs, expression] = [texts(one.inputs), text(one.expression)]
    return expression && only(one, ['type', 'inputs', 'expression', 'description'])
      ? `Drops messages where ${filled(expression, inputs)}`
      : undefined
  },
  map: (one: Part) => {
    const [inputs, output, expression] = [texts(one.inputs), text(one.output), text(one.expression)]
    if (!output || !only(one, ['type', 'inputs', 'output', 'expression', 'description'])) return undefined
    if (expression) return `Sets ${output} to ${filled(expression, inputs)}`
    if (inputs.length === 1 && inputs[0] === '*' && output === '*') return 'Passes all other fields unchanged'
    const from = inputs.join(', ')
    if (from === '') return undefined
    return from === output ? `Passes ${from} unchanged` : `Writes ${from} to ${output}`
  },
} as const satisfies Record<string, (one: Part) => string | undefined>

const transformationOf = (settings: Part): Transformation => {
  const steps: string[] = []
  const rest: Part = {}
  for (const [key, value] of Object.entries(settings)) {
    if (key === 'schemaRef' || key === 'serializationFormat') continue
    const words = Object.hasOwn(described, key) ? parts(value).map(described[key as keyof typeof described]) : undefined
    // One that has no words takes its whole list along: half a filter would be a wrong one.
    if (words?.every((one) => one !== undefined) && Array.isArray(value)) steps.push(...words)
    else rest[key] = value
  }
  return { steps, ...schemaAndFormat(settings), ...(Object.keys(rest).length > 0 && { rest }) }
}

const only = (one: Part, known: readonly string[]): boolean => Object.keys(one).every((key) => known.includes(key))

/** Expressions call their inputs `$1`, `$2`, … ("Configure data flow built-in transformation"). */
const filled = (expression: string, inputs: readonly string[]): string =>
  expression.replace(/\$(\d+)/g, (placeholder, at) => inputs[Number(at) - 1] ?? placeholder)
