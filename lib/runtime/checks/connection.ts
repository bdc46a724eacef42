import { collisionOf } from '@/lib/brokers/client-id'
import { mayRefuseRetained, needsOneInstance, sameClientId } from '@/lib/brokers/documented-rules'
import { isEventGridHost } from '@/lib/brokers/event-grid-host'
import { type Check, type CheckFacts, fieldOf, type Subject } from './define'

/** What Event Grid asks of those who connect to it. */
export const eventGrid = (subject: Subject, { profiles }: CheckFacts): Check[] => {
  const { endpoint, uses } = subject
  const { host, hostType = '', retain } = endpoint
  if (hostType.toLowerCase() !== 'eventgrid' && !isEventGridHost(host)) return []
  const many = uses
    .filter(({ side, dataflow }) => side === 'source' && (profiles?.get(dataflow.profile)?.instanceCount ?? 1) > 1)
    .map(({ dataflow }) => ({ dataflow: dataflow.name, profile: dataflow.profile }))
  const kept =
    retain === 'Keep' ? uses.filter(({ side }) => side === 'destination').map(({ dataflow }) => dataflow.name) : []
  const [first] = many
  return [
    ...(first
      ? [
          {
            id: 'event-grid-instances',
            level: 'warning' as const,
            text: needsOneInstance(many),
            dataflows: many.map(({ dataflow }) => dataflow),
            fix: { label: 'See its pods', target: { kind: 'pods' as const, profile: first.profile } },
          },
        ]
      : []),
    ...(kept.length > 0
      ? [
          {
            id: 'event-grid-retain',
            level: 'warning' as const,
            text: mayRefuseRetained(kept),
            dataflows: kept,
            fix: { label: 'Set Retain to Never', target: fieldOf(subject, 'retain') },
          },
        ]
      : []),
  ]
}

/** Two connections of one dataflow that a broker takes for one client. */
export const clientIds = (subject: Subject, facts: CheckFacts): Check[] => {
  const { endpoint, dataflows } = subject
  if (dataflows.length === 0 || endpoint.endpointType.toLowerCase() !== 'mqtt') return []
  const mine = new Set(dataflows)
  const others = new Map<string, string[]>()
  for (const row of facts.dataflows.values()) {
    if (!mine.has(row.name)) continue
    for (const other of new Set([row.source?.endpoint, row.destination?.endpoint])) {
      if (other !== undefined && other !== endpoint.name) others.set(other, [...(others.get(other) ?? []), row.name])
    }
  }
  const clash = collisionOf(
    { ...endpoint, dataflows },
    [...others].flatMap(([name, served]) => {
      const other = facts.endpoints?.get(name)
      return other ? [{ ...other, dataflows: served }] : []
    }),
  )
  if (!clash) return []
  return [
    {
      id: 'client-id-collision',
      level: 'warning',
      text: sameClientId(clash.endpoint, clash.dataflows),
      dataflows: clash.dataflows,
      fix: { label: 'Choose another prefix', target: fieldOf(subject, 'clientIdPrefix') },
    },
  ]
}
