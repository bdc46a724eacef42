import type { TrialOutcome } from '@/lib/endpoints/confirmed/trial'
import type { EndpointRow } from '@/lib/endpoints/row'

type Rows = ReadonlyMap<string, Pick<EndpointRow, 'name' | 'trial'>>

/** The trials that are under way: endpoint → trial. */
export const openTrials = (rows: Rows): ReadonlyMap<string, string> =>
  new Map([...rows.values()].flatMap(({ name, trial }) => (trial?.state === 'open' ? [[name, trial.id]] : [])))

/** Those that were under way and are not any more. */
export const endedTrials = (
  known: ReadonlyMap<string, string>,
  rows: Rows,
): { name: string; how: TrialOutcome; why: string }[] =>
  [...known].flatMap(([name, id]) => {
    const row = rows.get(name)
    if (!row) return [{ name, how: 'abandoned' as const, why: 'The endpoint was deleted.' }]
    const { trial } = row
    if (trial?.id !== id) return [{ name, how: 'abandoned' as const, why: 'Somebody changed the endpoint again.' }]
    return trial.state === 'ended' ? [{ name, how: trial.how, why: trial.why }] : []
  })
