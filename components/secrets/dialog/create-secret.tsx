'use client'

import { Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useServerNow } from '@/components/ui/server-clock'
import { vaultSecrets } from '@/lib/secrets/queries'
import { slots, type Slot } from '@/lib/secrets/slots'
import { examine } from '@/lib/secrets/workbench'
import type { Examination } from '@/lib/secrets/workbench-types'
import type { Credential } from '@/lib/brokers/credentials'
import { findingsFor, textsOf, withTexts, type Parts } from '../parts/draft'
import { useExamination } from '../parts/use-examination'
import { DateField } from './date-field'
import { nameProblem, valueProblem } from './new-secret'
import { ValueField } from './value-field'
import { Workbench } from './workbench'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  dates: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXXL },
})

const monthMs = 30 * 86_400_000

/** A new secret for the vault: name, value, dates. It is sent on Apply; until then it is in this page's memory only. */
export function CreateSecret({
  formId,
  slot,
  credential,
  instanceId,
  vault,
  parts,
  host,
  nameFor,
  onAdd,
}: {
  formId: string
  slot: Slot
  credential: Credential
  instanceId: string
  vault: string
  parts: Parts
  host: string
  nameFor: (slot: Slot) => string
  onAdd: (parts: Parts) => void
}) {
  const styles = useStyles()
  const now = useServerNow()
  const { data: reading } = useQuery(vaultSecrets(instanceId, vault))
  const earlier = parts[slot]?.kind === 'value' ? parts[slot] : undefined
  const [name, setName] = useState(earlier?.name ?? nameFor(slot))
  const [texts, setTexts] = useState(() => textsOf(parts))
  const [judged, setJudged] = useState(false)
  const [activatesOn, setActivatesOn] = useState(earlier?.activatesOn)
  // Nothing chosen follows the certificate; `null` is *no date*, chosen.
  const [chosenExpiry, setChosenExpiry] = useState<number | null | undefined>(earlier?.expiresOn)
  const { examination: judgement, settled } = useExamination(texts, { now, host })
  const examination = { ...judgement, findings: findingsFor(credential, judgement.findings) }
  const expiryOf = ({ leaf }: Examination) =>
    chosenExpiry === undefined ? leaf?.notAfter : (chosenExpiry ?? undefined)
  const proposed = examination.leaf?.notAfter
  const expiresOn = expiryOf(examination)

  const problemOf = ({ findings }: Examination) => valueProblem(slot, texts, textsOf(parts), findings)
  const problems = {
    name: nameProblem(name, { parts, slot, taken: reading?.list?.secrets ?? [] }),
    value: problemOf(examination),
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setJudged(true)
    // Whoever is quicker than the workbench waits for it, and need not press twice.
    const final = settled ? examination : await examine(texts, { now, host })
    if (problems.name || problemOf(final)) return
    const dates = { activatesOn, expiresOn: expiryOf(final) }
    const next = withTexts(parts, texts, { nameFor, dates: { expiresOn: final.leaf?.notAfter } })
    const part = next[slot]
    if (part?.kind === 'value') next[slot] = { ...part, name: name.trim(), ...dates }
    onAdd(next)
  }

  return (
    <form id={formId} className={styles.form} noValidate autoComplete="off" onSubmit={(event) => void submit(event)}>
      <Field
        label="Secret name"
        required
        hint={`The name in the vault “${vault}”: letters, digits and hyphens.`}
        validationState={judged && problems.name ? 'error' : 'none'}
        validationMessage={judged ? problems.name : undefined}
      >
        <Input
          value={name}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(_, data) => setName(data.value)}
        />
      </Field>
      <ValueField
        label="Secret value"
        value={texts[slot]}
        error={judged ? problems.value : undefined}
        onChange={(value) => setTexts({ ...texts, [slot]: value })}
      />
      <Workbench slot={slot} examination={examination} host={host} onFix={setTexts} />
      <div className={styles.dates}>
        <DateField
          label="Set activation date"
          timeLabel="Activation date (UTC)"
          value={activatesOn}
          proposal={now}
          onChange={setActivatesOn}
        />
        <DateField
          label="Set expiration date"
          timeLabel="Expiration date (UTC)"
          value={expiresOn}
          proposal={proposed ?? now + 12 * monthMs}
          hint={
            expiresOn !== undefined && expiresOn === proposed
              ? `Taken from the ${slots.certificate.label.replace('X509 ', '')}.`
              : undefined
          }
          onChange={(value) => setChosenExpiry(value ?? null)}
        />
      </div>
    </form>
  )
}
