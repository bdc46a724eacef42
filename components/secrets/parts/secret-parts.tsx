'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { late } from '@/components/ui/late'
import { useServerNow } from '@/components/ui/server-clock'
import { slotNames, slots, type Slot, type SlotTexts } from '@/lib/secrets/slots'
import { missingIn, offeredName, textsOf, withTexts } from './draft'
import { PartRow } from './part-row'
import type { Source } from './source'
import { useDraft, type SecretDraft } from './use-secret-draft'
import { useExamination } from './use-examination'

const ReferenceDialog = dynamic(
  late(() => import('../dialog/reference-dialog').then((module) => module.ReferenceDialog)),
  {
    ssr: false,
  },
)

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

/** The three parts of a new X.509 secret, each picked from the vault or given as a new value. */
export function SecretParts({ draft, source }: { draft: SecretDraft; source: Source }) {
  const styles = useStyles()
  const { store, host, name, owner, judged } = draft
  // Every step of the run that Apply begins, so that nobody is stopped in the middle of it.
  const synced = useRight('secrets.list-objects', 'secrets.sync', 'secrets.verify')
  const written = useRight('secrets.write', 'secrets.verify')
  const { parts } = useDraft(store)
  const now = useServerNow()
  const { examination } = useExamination(textsOf(parts), { now, host })
  const [adding, setAdding] = useState<Slot>()
  const missing = missingIn(parts)
  const begun = missing.length < 2 || parts.intermediates !== undefined
  const nameFor = (slot: Slot) => offeredName(name || owner, slot)
  const fix = (texts: SlotTexts) =>
    store.change({
      parts: withTexts(store.get().parts, texts, { nameFor, dates: { expiresOn: examination.leaf?.notAfter } }),
    })

  return (
    <div className={styles.root}>
      {slotNames.map((slot) => (
        <PartRow
          key={slot}
          slot={slot}
          part={parts[slot]}
          vault={source.vault}
          findings={examination.findings.filter((finding) => finding.slot === slot)}
          missing={
            judged && begun && missing.includes(slot) ? `Add the ${slots[slot].label.replace('X509 ', '')}.` : undefined
          }
          right={source.providerClass === undefined ? written : synced}
          onAdd={() => setAdding(slot)}
          onRemove={() => store.setPart(slot, undefined)}
          onFix={fix}
        />
      ))}
      {adding && (
        <ReferenceDialog
          key={adding}
          slot={adding}
          instanceId={draft.instanceId}
          vault={source.vault}
          store={store}
          host={host}
          nameFor={nameFor}
          onClose={() => setAdding(undefined)}
        />
      )}
    </div>
  )
}
