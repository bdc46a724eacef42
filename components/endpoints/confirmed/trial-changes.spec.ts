import { expect, it } from 'vitest'
import type { TrialRow } from '@/lib/endpoints/confirmed/row'
import { endedTrials, openTrials } from './trial-changes'

const open = (id: string): TrialRow => ({
  ...{ id, state: 'open', at: 0, until: 1, by: 'Olga', watched: [], amiss: [], fields: [], overtaken: false },
})
const rows = (all: Record<string, TrialRow | undefined>) =>
  new Map(Object.entries(all).map(([name, trial]) => [name, { name, ...(trial && { trial }) }]))

it('tells of each trial once it is over, and of none that goes on or was over before', () => {
  const before = rows({ kept: open('1'), gone: open('2'), again: open('3'), goesOn: open('4'), never: undefined })
  const known = openTrials(before)
  expect([...known]).toEqual([
    ['kept', '1'],
    ['gone', '2'],
    ['again', '3'],
    ['goesOn', '4'],
  ])
  const after = rows({
    kept: { id: '1', state: 'ended', how: 'kept', at: 1, why: 'Back.' },
    again: open('5'),
    goesOn: open('4'),
  })
  expect(endedTrials(known, after)).toEqual([
    { name: 'kept', how: 'kept', why: 'Back.' },
    { name: 'gone', how: 'abandoned', why: 'The endpoint was deleted.' },
    { name: 'again', how: 'abandoned', why: 'Somebody changed the endpoint again.' },
  ])
  expect(endedTrials(openTrials(after), after)).toEqual([])
})
