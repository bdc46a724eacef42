'use client'

import { useFeed } from '@/components/shell/use-feed'
import { named } from '@/lib/core/named'
import { Notice } from '@/components/ui/notice'
import { TrialLine } from './trial-bar'

/** So many stand above a list by themselves; of more the names are told. */
const most = 3

/** Every change on trial of an instance, soonest first: above the lists, so that nobody who looks at a bridge misses why it moves. */
export function TrialLines({ instanceId }: { instanceId: string }) {
  const rows = useFeed(instanceId, 'endpoints')?.rows
  const open = [...(rows?.values() ?? [])]
    .flatMap(({ name, trial }) => (trial?.state === 'open' ? [{ name, trial }] : []))
    .sort((one, other) => one.trial.until - other.trial.until)
  return (
    <>
      {open.slice(0, most).map(({ name, trial }) => (
        <TrialLine key={trial.id} instanceId={instanceId} name={name} trial={trial} />
      ))}
      {open.length > most && (
        <Notice intent="warning" title={`${open.length - most} more changes are on trial.`}>
          {named(open.slice(most).map(({ name }) => name))}
        </Notice>
      )}
    </>
  )
}
