import { named } from '@/lib/core/named'
import { brokerOf, type EndpointFact, familyOf } from '../endpoint-fact'
import { loopOf, type Hop } from '../loops'
import type { DataflowRow } from '../row'
import { topicFilterProblem, topicProblem } from '../topics'
import type { BridgeContext, BridgeDraft, BridgeRule } from './define'

/** Every topic filter by itself. Told with the filter in question: several stand in the field. */
const filters: BridgeRule = {
  id: 'topic-filter',
  level: 'refusal',
  field: 'topics',
  judge: ({ topics }) => {
    for (const filter of topics) {
      const problem = topicFilterProblem(filter)
      if (problem) return { message: topics.length > 1 ? `“${shortened(filter)}”: ${problem}` : problem }
    }
    return undefined
  },
}

const twice: BridgeRule = {
  id: 'topic-filter-twice',
  level: 'info',
  field: 'topics',
  judge: ({ topics }) => {
    const again = topics.find((filter, at) => topics.indexOf(filter) !== at)
    return again === undefined
      ? undefined
      : {
          message: `“${shortened(again)}” stands there twice.`,
          fix: { label: 'Keep it once', values: { topics: [...new Set(topics)].join('\n') } },
        }
  },
}

/** Kafka reads topics by name ("Configure Kafka data flow endpoints"). */
const kafkaWildcards: BridgeRule = {
  id: 'kafka-wildcard',
  level: 'warning',
  field: 'topics',
  judge: ({ source, topics }) =>
    familyOf(source) === 'kafka' && topics.some((topic) => /[+#]/.test(topic))
      ? { message: 'Kafka has no wildcards in topics: name each topic that is to be read.' }
      : undefined,
}

const target: BridgeRule = {
  id: 'topic',
  level: 'refusal',
  field: 'target',
  judge: ({ destination, values }) => {
    if (values.target === '' || familyOf(destination) !== 'mqtt') return undefined
    const message = topicProblem(values.target)
    return message ? { message } : undefined
  },
}

/** "MQTT Version 5.0", 4.7.2: topics that begin with $ are the broker's own. */
const brokersOwn: BridgeRule = {
  id: 'topic-dollar',
  level: 'warning',
  field: 'target',
  judge: ({ destination, values }) =>
    familyOf(destination) === 'mqtt' && values.target.startsWith('$') && !values.target.startsWith('${')
      ? { message: 'Topics that begin with $ are the broker’s own: it may refuse messages to them.' }
      : undefined,
}

/** Two bridges that mirror each other's topics send every message round and round. */
const loop: BridgeRule = {
  id: 'loop',
  level: 'warning',
  field: 'target',
  judge: (draft) => {
    const round = loopIn(draft)
    if (!round) return undefined
    return {
      message:
        round.length === 0
          ? 'It reads what it writes itself: every message would go round and round.'
          : `What it writes comes back to what it reads through ${named(round.map((one) => `“${one}”`))}: every message would go round and round.`,
    }
  },
}

const loopIn = ({ name, topics, values, source, destination, cluster }: BridgeDraft): string[] | undefined => {
  const { dataflows, endpoints } = cluster
  if (!source || !destination || !dataflows || !endpoints || topics.length === 0 || values.target === '')
    return undefined
  const mine = hop(name, { endpoint: source, topics }, { endpoint: destination, target: values.target }, cluster)
  return loopOf(mine, hopsOf(cluster))
}

/** Made once for one state of the cluster, however often somebody types. */
const known = new WeakMap<BridgeContext, Hop[]>()

const hopsOf = (cluster: BridgeContext): Hop[] => {
  const made = known.get(cluster) ?? [...(cluster.dataflows ?? new Map()).values()].flatMap(hopIn(cluster))
  known.set(cluster, made)
  return made
}

const hopIn =
  (cluster: BridgeContext) =>
  ({ name, source, destination }: DataflowRow): Hop[] => {
    const [from, to] = [source, destination].map((side) => cluster.endpoints?.get(side?.endpoint ?? ''))
    if (!source || !destination || !from || !to) return []
    return [hop(name, { endpoint: from, topics: source.topics }, { endpoint: to, target: destination.target }, cluster)]
  }

const hop = (
  name: string,
  source: { endpoint: EndpointFact; topics: readonly string[] },
  destination: { endpoint: EndpointFact; target: string },
  { localServices }: BridgeContext,
): Hop => ({
  name,
  from: brokerOf(source.endpoint, localServices),
  filters: source.topics,
  to: brokerOf(destination.endpoint, localServices),
  target: destination.target,
})

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

export const topicRules: readonly BridgeRule[] = [filters, twice, kafkaWildcards, target, brokersOwn, loop]
