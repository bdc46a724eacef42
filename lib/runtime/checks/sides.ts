import { asSourceImpossible, consumerGroupNeeded, schemaNeeded } from '@/lib/brokers/documented-rules'
import type { SideName } from '../bridge'
import { type Check, type CheckFacts, fieldOf, type Subject, type Use } from './define'

const open = (dataflow: string): Check['fix'] => ({
  label: 'Open the dataflow',
  target: { kind: 'dataflow', name: dataflow },
})

const namesOf = (uses: readonly Use[]): [string, ...string[]] | undefined => {
  const [first, ...more] = new Set(uses.map(({ dataflow }) => dataflow.name))
  return first === undefined ? undefined : [first, ...more]
}

/**
 * Whether the type of an endpoint can be what dataflows use it as. The checks are those that `az iot ops dataflow apply`
 * makes before it writes: written by other means, such a dataflow fails only once it runs.
 */
export const typeAsUsed = (subject: Subject): Check[] => {
  const { endpoint, uses } = subject
  const on = (side: SideName) => uses.filter((use) => use.side === side)
  const found = (id: string, dataflows: [string, ...string[]], text: string, fix: Check['fix']): Check => ({
    id,
    level: 'error',
    text,
    dataflows,
    ...(fix && { fix }),
  })
  const read = namesOf(on('source'))
  const plain = namesOf(on('destination').filter(({ dataflow }) => !dataflow.schema))
  return [
    ...(endpoint.destinationOnly && read
      ? [found('destination-only', read, asSourceImpossible(`“${endpoint.name}”`, read), open(read[0]))]
      : []),
    ...(endpoint.noConsumerGroup && read
      ? [
          found('consumer-group-missing', read, consumerGroupNeeded(read), {
            label: 'Name a consumer group',
            target: fieldOf(subject, 'consumerGroup'),
          }),
        ]
      : []),
    ...(endpoint.needsSchema && plain ? [found('schema-missing', plain, schemaNeeded(plain), open(plain[0]))] : []),
  ]
}

/** Local storage writes to a volume, and a pod with a claim that is not there does not start. */
export const volumeClaim = (subject: Subject, { volumeClaims }: CheckFacts): Check[] => {
  const { endpoint, dataflows } = subject
  if (endpoint.endpointType.toLowerCase() !== 'localstorage' || endpoint.host === '') return []
  if (!volumeClaims || volumeClaims.has(endpoint.host)) return []
  return [
    {
      id: 'volume-claim-missing',
      level: 'error',
      text: `There is no volume claim “${endpoint.host}”: nothing can be written until there is one.`,
      dataflows,
      fix: { label: 'Choose another volume claim', target: fieldOf(subject, 'volumeClaim') },
    },
  ]
}
