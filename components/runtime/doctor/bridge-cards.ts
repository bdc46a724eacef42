import type { Bridge, SideName } from '@/lib/runtime/bridge'
import { diagnosis, type Diagnosis, type DoctorFacts, type Target } from '@/lib/runtime/doctor'
import type { EndpointSide } from '@/lib/runtime/endpoint-states'
import type { StateName } from '@/lib/runtime/state'

type Fact = DoctorFacts['endpoint']

type Told = { bridge: Bridge; side: SideName }

/** One cause with all that it strikes: told once, however many sides that is. */
export type Card = Pick<Diagnosis, 'cause' | 'from' | 'proof'> & {
  key: string
  state: StateName
  /** Since when the first of them fails. */
  since?: number
  steps: readonly { text: string; targets: readonly Target[] }[]
  sides: readonly Told[]
}

/** However many sides there are, this much of each is enough to see what happens. */
const mostProof = 6
const mostTargets = 3

const sideNames = ['source', 'destination'] as const satisfies readonly SideName[]

const factsOf = ({ name, profile }: Bridge, endpoint: Fact): DoctorFacts => ({
  dataflow: name,
  profile,
  ...(endpoint && { endpoint }),
})

/** What the words of a report tell is the same cause on either side; a code is a side's own. */
const causeOf = ({ cause, from, symptom = '' }: Diagnosis, state: StateName, code = ''): string =>
  [state, from, symptom, cause, from === 'message' ? '' : code].join('\n')

const grouped = (all: readonly (Told & { fact: Fact })[]): Card[] => {
  const groups = new Map<string, { found: Diagnosis; told: Told }[]>()
  for (const { bridge, side, fact } of all) {
    const { state, reason } = bridge[side]
    const found = diagnosis(bridge[side], side, factsOf(bridge, fact))
    if (!found) continue
    const key = causeOf(found, state, reason?.code)
    const group = groups.get(key)
    if (group) group.push({ found, told: { bridge, side } })
    else groups.set(key, [{ found, told: { bridge, side } }])
  }
  return [...groups].flatMap(([key, group]) => cardOf(key, group) ?? [])
}

const cardOf = (key: string, group: readonly { found: Diagnosis; told: Told }[]): Card | undefined => {
  const [first] = group
  if (!first) return undefined
  const since = group.flatMap(({ told: { bridge, side } }) => bridge[side].since ?? [])
  const proof = unique(
    group.flatMap(({ found }) => found.proof),
    ({ label, text }) => `${label}\n${text}`,
  )
  const steps = new Map<string, Target[]>()
  for (const { found } of group) {
    for (const { text, target } of found.actions) {
      const targets = steps.get(text) ?? []
      steps.set(text, targets)
      if (target) targets.push(target)
    }
  }
  return {
    key,
    cause: first.found.cause,
    from: first.found.from,
    proof: proof.slice(0, mostProof),
    state: first.told.bridge[first.told.side].state,
    ...(since.length > 0 && { since: since.reduce((low, at) => Math.min(low, at)) }),
    steps: [...steps].map(([text, targets]) => ({
      text,
      targets: unique(targets, (target) => JSON.stringify(target)).slice(0, mostTargets),
    })),
    sides: group.map(({ told }) => told),
  }
}

const unique = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
]

/**
 * What ails a bridge. A side that only suffers from the other one needs no card of its own while the other has one, and
 * what ails both in the same way is told once.
 */
export const bridgeCards = (bridge: Bridge, endpointOf: (name: string) => Fact): Card[] => {
  const cards = grouped(sideNames.map((side) => ({ bridge, side, fact: endpointOf(bridge[side].endpoint) })))
  const causes = cards.filter(({ state }) => state !== 'affected')
  return causes.length > 0 ? causes : cards.slice(0, 1)
}

/** What ails an endpoint, over all its sides that fail by themselves. */
export const endpointCards = (sides: readonly EndpointSide[], fact: Fact): Card[] =>
  grouped(sides.filter(({ state }) => state.state !== 'affected').map(({ bridge, side }) => ({ bridge, side, fact })))
