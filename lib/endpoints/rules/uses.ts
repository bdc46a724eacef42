import { asSourceImpossible, needsLocalBroker, schemaNeeded } from '@/lib/brokers/documented-rules'
import type { Draft, EndpointType, Rule, UseFact } from '../types/define'

export const usedAs = (draft: Draft, side: UseFact['side']): readonly UseFact[] =>
  (draft.cluster.uses ?? []).filter((use) => use.side === side)

/** Rules that follow from what a type can be of a dataflow. No type lists them. */
export const sideRules = ({ endpointType, sides, needsSchema, address, label }: EndpointType): Rule[] => [
  ...(sides.includes('source') ? [] : [destinationOnly(address, label)]),
  ...(needsSchema ? [schema(address)] : []),
  // MQTT endpoints may be the local broker themselves: they have a rule of their own.
  ...(endpointType === 'Mqtt' ? [] : [localBroker(address)]),
]

const destinationOnly = (field: string, label: string): Rule => ({
  id: 'destination-only',
  level: 'warning',
  field,
  judge: (draft) => {
    const dataflows = usedAs(draft, 'source').map(({ dataflow }) => dataflow)
    return dataflows.length > 0 ? { message: asSourceImpossible(label, dataflows) } : undefined
  },
})

const schema = (field: string): Rule => ({
  id: 'schema-missing',
  level: 'warning',
  field,
  judge: (draft) => {
    const without = usedAs(draft, 'destination').filter((use) => !use.schema)
    return without.length > 0 ? { message: schemaNeeded(without.map(({ dataflow }) => dataflow)) } : undefined
  },
})

const localBroker = (field: string): Rule => ({
  id: 'local-broker',
  level: 'warning',
  field,
  judge: ({ cluster: { uses = [] } }) => {
    const stranded = uses.filter(({ other }) => other && !other.local).map(({ dataflow }) => dataflow)
    return stranded.length > 0 ? { message: needsLocalBroker(stranded) } : undefined
  },
})
