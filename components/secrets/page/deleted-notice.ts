import type { NewNotice } from '@/components/shell/notice-list'
import { named } from '@/lib/core/named'
import type { KeptEntries } from '@/lib/secrets/deletion'

/** What to tell once a secret is deleted: also which entries it was to take along and did not. */
export const deletedNotice = ({
  kind,
  name,
  providerClass,
  kept,
}: {
  kind: string
  name: string
  providerClass?: string
  kept?: KeptEntries
}): NewNotice => {
  const title = `${kind} “${name}” deleted`
  if (!kept) return { level: 'success', title, detail: 'Its values stay in the vault.' }
  const entries = named(kept.entries.map((entry) => `“${entry}”`))
  const next = 'Take them off its list by hand, once no other sync object names them.'
  return {
    level: 'warning',
    title: `${title}, but not its entries`,
    detail: `The provider class “${providerClass}” still lists ${entries}. ${kept.why.message} ${next} The values stay in the vault.`,
    operationId: kept.why.operationId,
  }
}
