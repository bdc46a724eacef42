import type { Bridge, SideName } from '@/lib/runtime/bridge'
import { diagnosis, type Diagnosis, type DoctorFacts } from '@/lib/runtime/doctor'
import type { EndpointSide } from '@/lib/runtime/endpoint-states'
import type { State } from '@/lib/runtime/state'

type Fact = DoctorFacts['endpoint']

export type Card = {
  key: string
  diagnosis: Diagnosis
  state: State
  /** Whom it is told of: one cause is told once, however many it strikes. */
  sides: readonly { bridge: Bridge; side: SideName }[]
}

const sideNames = ['source', 'destination'] as const satisfies readonly SideName[]

const factsOf = ({ name, profile }: Bridge, endpoint: Fact): DoctorFacts => ({
  dataflow: name,
  profile,
  ...(endpoint && { endpoint }),
})

/** One cause however often: the same words of cause, code and symptom. Messages may name one dataflow each. */
const causeOf = ({ cause, from, symptom = '' }: Diagnosis, { state, reason }: State): string =>
  [state, from, symptom, cause, reason?.code ?? ''].join('\n')

const grouped = (all: readonly { bridge: Bridge; side: SideName; fact: Fact }[]): Card[] => {
  const cards = new Map<string, Card & { sides: { bridge: Bridge; side: SideName }[] }>()
  for (const { bridge, side, fact } of all) {
    const state = bridge[side]
    const found = diagnosis(state, side, factsOf(bridge, fact))
    if (!found) continue
    const key = causeOf(found, state)
    const known = cards.get(key)
    if (known) known.sides.push({ bridge, side })
    else cards.set(key, { key, diagnosis: found, state, sides: [{ bridge, side }] })
  }
  return [...cards.values()]
}

/**
 * What ails a bridge. A side that only suffers from the other one needs no card of its own while the other has one, and
 * what ails both in the same way is told once.
 */
export const bridgeCards = (bridge: Bridge, endpointOf: (name: string) => Fact): Card[] => {
  const cards = grouped(sideNames.map((side) => ({ bridge, side, fact: endpointOf(bridge[side].endpoint) })))
  const causes = cards.filter(({ state }) => state.state !== 'affected')
  return causes.length > 0 ? causes : cards.slice(0, 1)
}

/** What ails an endpoint, over all its sides that fail by themselves. */
export const endpointCards = (sides: readonly EndpointSide[], fact: Fact): Card[] =>
  grouped(sides.filter(({ state }) => state.state !== 'affected').map(({ bridge, side }) => ({ bridge, side, fact })))
