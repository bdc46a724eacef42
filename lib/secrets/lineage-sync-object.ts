import type { LineageInput, Link } from './lineage-types'
import { isOverdue } from './sync-status'

/** What the controller says of its own work. */
export const syncObjectLink = ({ sync, now }: LineageInput): Link => {
  const { status, name, createdAt } = sync
  const link = { id: 'sync-object' as const, label: 'Sync object', name, fingerprints: [] }
  switch (status.state) {
    case 'synced':
      return { ...link, state: 'good', says: 'The last sync succeeded.', since: status.since }
    case 'waiting': {
      const says = status.first
        ? 'Waiting for the first sync.'
        : 'Waiting for the controller to take up the last change.'
      if (!isOverdue(status, now)) return { ...link, state: 'waiting', says, since: status.since }
      const next = 'Check that the Secret Store extension runs in the namespace azure-secret-store.'
      return { ...link, state: 'attention', says: `${says} That is longer than usual.`, next, since: status.since }
    }
    case 'partial': {
      const says = ['Only part of it was synced.', ...status.items.slice(0, 3)].join(' ')
      return {
        ...link,
        state: 'broken',
        says,
        next: 'Check that each of its secrets is in the vault and enabled.',
        since: status.since,
      }
    }
    case 'failed':
      return { ...link, state: 'broken', says: status.message, next: status.next, since: status.since ?? createdAt }
  }
}
