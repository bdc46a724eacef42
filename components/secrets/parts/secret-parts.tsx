'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { late } from '@/components/ui/late'
import { useServerNow } from '@/components/ui/server-clock'
import { partsOf, type CredentialPart } from '@/lib/brokers/credentials'
import { parts as partKinds, type SlotTexts } from '@/lib/secrets/slots'
import { findingsFor, missingIn, offeredName, textsOf, withTexts } from './draft'
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

/** The parts of a new synced secret, each picked from the vault or given as a new value. */
export function SecretParts({ draft, source }: { draft: SecretDraft; source: Source }) {
  const styles = useStyles()
  const { store, credential, proposals, host, name, owner, judged } = draft
  // Every step of the run that Apply begins, so that nobody is stopped in the middle of it.
  const synced = useRight('secrets.list-objects', 'secrets.sync', 'secrets.verify')
  const written = useRight('secrets.write', 'secrets.verify')
  const { parts } = useDraft(store)
  const now = useServerNow()
  const { examination } = useExamination(textsOf(parts), { now, host })
  const [adding, setAdding] = useState<CredentialPart>()
  const wanted = partsOf(credential)
  const missing = missingIn(parts, credential)
  const begun = wanted.length === 1 || wanted.some((part) => parts[part.name])
  const findings = findingsFor(credential, examination.findings)
  const nameFor = (part: CredentialPart) => offeredName(name || owner, part)
  const fix = (texts: SlotTexts) =>
    store.change({
      parts: withTexts(store.get().parts, texts, { nameFor, dates: { expiresOn: examination.leaf?.notAfter } }),
    })

  return (
    <div className={styles.root}>
      {wanted.map(({ name: slot, required }) => (
        <PartRow
          key={slot}
          slot={slot}
          required={required}
          part={parts[slot]}
          vault={source.vault}
          findings={findings.filter((finding) => finding.slot === slot)}
          missing={judged && begun && missing.includes(slot) ? missingText(slot) : undefined}
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
          credential={credential}
          proposal={proposals?.[adding]}
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

const missingText = (part: CredentialPart) => {
  const label = partKinds[part].label.replace('X509 ', '')
  return `Add the ${label.slice(0, 1).toLowerCase()}${label.slice(1)}.`
}
