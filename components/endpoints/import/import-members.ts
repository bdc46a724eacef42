import type { Permission } from '@/lib/access/rights/permissions'
import { named } from '@/lib/core/named'
import type { ImportReview } from '@/lib/endpoints/editing'
import type { Member } from '../set/set-table'
import type { Candidate } from './use-import-reviews'

/** A candidate as a line of the reviewed set. `over`: it is to be written over the endpoint of its name. */
export function memberOf(
  { key, title, problems, notes, review, failure }: Candidate,
  over: boolean,
): Member & { pending: boolean } {
  const line = { key, name: title, change: '', pending: false }
  const note = notes.length > 0 ? { note: notes.join(' ') } : {}
  if (problems.length > 0) return { ...line, problem: problems.join(' ') }
  if (failure) {
    const fields = (failure.issues ?? []).map(({ path, message }) => `${path}: ${message}`)
    return { ...line, problem: [failure.message, ...fields].join(' ') }
  }
  switch (review?.kind) {
    case undefined:
      return { ...line, change: 'The cluster is being asked …', pending: true }
    case 'same':
      return { ...line, problem: 'It stands in the cluster just like this.' }
    case 'create':
      return { ...line, change: 'Will be created.', ...note }
    case 'update': {
      const fields = named(review.changes.map(({ field, label = field }) => label))
      return over
        ? { ...line, change: `Will be updated: ${fields}.`, ...note }
        : { ...line, problem: `An endpoint of this name exists. An update would change ${fields}.` }
    }
  }
}

/** What writing them takes. */
export function rightsFor(kinds: readonly (ImportReview['kind'] | undefined)[]): [Permission, ...Permission[]] {
  const [creates, updates] = [kinds.includes('create'), kinds.includes('update')]
  if (creates && updates) return ['endpoints.create', 'endpoints.update']
  return creates ? ['endpoints.create'] : updates ? ['endpoints.update'] : ['endpoints.preview']
}
