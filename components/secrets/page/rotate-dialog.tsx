'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { DialogShell } from '@/components/ui/dialog-shell'
import { useState } from 'react'
import { useServerNow } from '@/components/ui/server-clock'
import { partOfKey } from '@/lib/brokers/credentials'
import { parts as partKinds, emptySlots, slotNames, slotOfKey, slots, type SlotTexts } from '@/lib/secrets/slots'
import type { NewKeyValue } from '@/lib/secrets/rotation'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import { ValueField } from '../dialog/value-field'
import { Workbench } from '../dialog/workbench'
import { useExamination } from '../parts/use-examination'
import { RunDialog } from '../run/run-dialog'
import type { Runner } from '../run/runner'

const useStyles = makeStyles({
  content: { gap: tokens.spacingVerticalL },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
})

/**
 * New values under the same references. A field left empty keeps what the vault has; nothing that is stored is shown or
 * can be read from here.
 */
export function RotateDialog({
  name,
  data,
  vault,
  start,
  onClose,
}: {
  name: string
  /** Which object of the vault fills which key. */
  data: SyncedSecretRow['data']
  vault: string | undefined
  /** Makes the run that carries the new values out. */
  start: (values: readonly NewKeyValue[]) => Runner
  onClose: () => void
}) {
  const styles = useStyles()
  const now = useServerNow()
  const [texts, setTexts] = useState(emptySlots)
  const [others, setOthers] = useState<Record<string, string>>({})
  const [judged, setJudged] = useState(false)
  const [runner, setRunner] = useState<Runner>()
  const { examination, settled } = useExamination(texts, { now })
  const held = slotNames.filter((slot) => data.some(({ targetKey }) => slotOfKey(targetKey) === slot))
  const values: NewKeyValue[] = data.flatMap(({ targetKey }) => {
    const slot = slotOfKey(targetKey)
    const value = slot ? texts[slot] : (others[targetKey] ?? '')
    const expiresOn = slot ? examination.leaf?.notAfter : undefined
    return value.trim() === '' ? [] : [{ targetKey, value, ...(expiresOn !== undefined && { expiresOn }) }]
  })
  const stray = slotNames.find((slot) => texts[slot].trim() !== '' && !held.includes(slot))
  const problem =
    values.length === 0
      ? 'Paste at least one new value.'
      : stray
        ? `This secret has no ${slots[stray].label}: it cannot be added by rotating.`
        : examination.findings.some(({ level }) => level === 'refusal')
          ? 'This cannot be stored as it is; below it says why.'
          : undefined

  const submit = () => {
    setJudged(true)
    if (problem || !settled) return
    setRunner(start(values))
    // From here on only the run holds them, until the vault does.
    setTexts(emptySlots)
    setOthers({})
  }

  if (runner) return <RunDialog title={`Rotating “${name}”`} runner={runner} back="Close" onBack={onClose} />

  const error = (slotOrKey: string, filled: boolean) =>
    judged && problem && (values.length === 0 ? slotOrKey === data[0]?.targetKey : filled) ? problem : undefined
  return (
    <DialogShell
      title={`Rotate “${name}”`}
      size="large"
      keep
      className={styles.content}
      onSubmit={submit}
      onClose={onClose}
      actions={
        <>
          {' '}
          <Button type="submit" appearance="primary">
            Rotate
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <p className={styles.text}>
        Each value becomes a new version of the same secret{vault ? ` in the vault “${vault}”` : ''}; references stay as
        they are. A field left empty keeps what is stored.
      </p>
      {data.map(({ targetKey, sourcePath }) => {
        const slot = slotOfKey(targetKey)
        const value = slot ? texts[slot] : (others[targetKey] ?? '')
        return (
          <ValueField
            key={targetKey}
            label={`${labelOf(targetKey)} (${sourcePath})`}
            value={value}
            optional
            error={error(targetKey, value.trim() !== '')}
            onChange={(text) =>
              slot ? setTexts({ ...texts, [slot]: text }) : setOthers({ ...others, [targetKey]: text })
            }
          />
        )
      })}
      <Workbench slot="certificate" examination={examination} host="" onFix={(fixed: SlotTexts) => setTexts(fixed)} />
    </DialogShell>
  )
}

/** A key that no endpoint reads is known by its own name only. */
const labelOf = (targetKey: string) => {
  const part = partOfKey(targetKey)
  return part ? partKinds[part].label : targetKey
}
