import type { DataflowRow } from '@/lib/dataflows/row'
import { clientIds, eventGrid } from './checks/connection'
import { localBroker, profileChecks, references } from './checks/dataflow'
import { type Check, type CheckFacts, sides, type Subject, type Use } from './checks/define'
import { secretChecks } from './checks/secrets'
import { typeAsUsed, volumeClaim } from './checks/sides'
import { trustedCa } from './checks/trusted-ca'

const usesOf = (endpoint: string, dataflows: Iterable<DataflowRow>): Use[] =>
  [...dataflows].flatMap((dataflow) =>
    sides.filter((side) => dataflow[side]?.endpoint === endpoint).map((side) => ({ dataflow, side })),
  )

const severity: Record<Check['level'], number> = { error: 0, warning: 1, info: 2 }

const worstFirst = (checks: Check[]): Check[] => {
  const seen = new Set<string>()
  return checks
    .filter(({ id, text }) => {
      const key = `${id}\n${text}`
      return seen.has(key) ? false : seen.add(key)
    })
    .sort((one, other) => severity[one.level] - severity[other.level])
}

/** Everything that is amiss with an endpoint and the way dataflows use it, worst first. `now`: the server's clock. */
export const endpointChecks = (name: string, facts: CheckFacts, now: number): Check[] => {
  const uses = usesOf(name, facts.dataflows.values())
  return worstFirst([
    ...endpointItself(name, uses, facts, now),
    ...uses.flatMap(({ dataflow }) => [...references(dataflow, facts), ...localBroker(dataflow, facts)]),
    ...[...new Set(uses.map(({ dataflow }) => dataflow.profile))].flatMap((profile) => profileChecks(profile, facts)),
  ])
}

/** Everything that is amiss with one dataflow, its endpoints and its profile, worst first. */
export const bridgeChecks = (dataflow: DataflowRow, facts: CheckFacts, now: number): Check[] =>
  worstFirst([
    ...references(dataflow, facts),
    ...localBroker(dataflow, facts),
    ...profileChecks(dataflow.profile, facts),
    ...sides.flatMap((side) => {
      const endpoint = dataflow[side]?.endpoint
      if (endpoint === undefined) return []
      return endpointItself(endpoint, usesOf(endpoint, [dataflow]), facts, now)
    }),
  ])

type Rule = (subject: Subject, facts: CheckFacts, now: number) => Check[]

/** What is asked of an endpoint itself. A new rule is a function in `checks/` and its name here. */
const rules: readonly Rule[] = [typeAsUsed, eventGrid, clientIds, volumeClaim, trustedCa, secretChecks]

const endpointItself = (name: string, uses: readonly Use[], facts: CheckFacts, now: number): Check[] => {
  const endpoint = facts.endpoints?.get(name)
  if (!endpoint) return []
  const dataflows = [...new Set(uses.map(({ dataflow }) => dataflow.name))]
  return rules.flatMap((rule) => rule({ endpoint, uses, dataflows }, facts, now))
}
