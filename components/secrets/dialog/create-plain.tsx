'use client'

import { Field, Input, Link, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useServerNow } from '@/components/ui/server-clock'
import type { CredentialPart } from '@/lib/brokers/credentials'
import { plainProblem } from '@/lib/secrets/plain-value'
import { vaultSecrets } from '@/lib/secrets/queries'
import type { NewValue, Parts } from '../parts/draft'
import { DateField } from './date-field'
import { nameProblem } from './new-secret'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  dates: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXXL },
})

const yearMs = 12 * 30 * 86_400_000

/** A new secret for the vault that is one line of text: a user name, a password, a token. Sent on Apply, held here until then. */
export function CreatePlain({
  formId,
  part,
  proposal = '',
  instanceId,
  vault,
  parts,
  nameFor,
  onAdd,
}: {
  formId: string
  part: CredentialPart
  proposal?: string
  instanceId: string
  vault: string
  parts: Parts
  nameFor: (part: CredentialPart) => string
  onAdd: (value: NewValue) => void
}) {
  const styles = useStyles()
  const now = useServerNow()
  const { data: reading } = useQuery(vaultSecrets(instanceId, vault))
  const earlier = parts[part]?.kind === 'value' ? parts[part] : undefined
  const [name, setName] = useState(earlier?.name ?? nameFor(part))
  const [text, setText] = useState(earlier?.text ?? proposal)
  const [judged, setJudged] = useState(false)
  const [activatesOn, setActivatesOn] = useState(earlier?.activatesOn)
  const [expiresOn, setExpiresOn] = useState(earlier?.expiresOn)
  const nameFault = nameProblem(name, { parts, slot: part, taken: reading?.list?.secrets ?? [] })
  const fault = plainProblem(part, text)
  const fix = fault?.fix

  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setJudged(true)
    if (nameFault || fault) return
    onAdd({ kind: 'value', name: name.trim(), text, mode: earlier?.mode ?? 'create', activatesOn, expiresOn })
  }

  return (
    <form id={formId} className={styles.form} noValidate autoComplete="off" onSubmit={submit}>
      <Field
        label="Secret name"
        required
        hint={`The name in the vault “${vault}”: letters, digits and hyphens.`}
        validationState={judged && nameFault ? 'error' : 'none'}
        validationMessage={judged ? nameFault : undefined}
      >
        <Input
          value={name}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(_, data) => setName(data.value)}
        />
      </Field>
      <Field
        label="Secret value"
        required
        validationState={judged && fault ? 'error' : 'none'}
        validationMessage={
          judged && fault ? (
            <>
              {fault.message}{' '}
              {fix && (
                <Link as="button" type="button" inline onClick={() => setText(fix.value)}>
                  {fix.label}
                </Link>
              )}
            </>
          ) : undefined
        }
      >
        <Input
          type={part === 'username' ? 'text' : 'password'}
          value={text}
          // Password managers offer to keep what is typed here, unless it is told to be new.
          autoComplete={part === 'username' ? 'off' : 'new-password'}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(_, data) => setText(data.value)}
        />
      </Field>
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
          proposal={now + yearMs}
          onChange={setExpiresOn}
        />
      </div>
    </form>
  )
}
