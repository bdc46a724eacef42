'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { DialogShell } from '@/components/ui/dialog-shell'
import { useState, useTransition } from 'react'
import { useServerNow } from '@/components/ui/server-clock'
import { partOfKey } from '@/lib/brokers/credentials'
import { parts as partKinds, emptySlots, slotOfKey, type SlotTexts } from '@/lib/secrets/slots'
import type { NewKeyValue } from '@/lib/secrets/rotation'
import type { SyncedSecretRow } from '@/lib/secrets/synced-secret'
import { ValueField } from '../dialog/value-field'
import { Workbench } from '../dialog/workbench'
import { useExamination } from '../parts/use-examination'
import { RunDialog } from '../run/run-dialog'
import type { Runner } from '../run/runner'
import { newValues, rotationProblem, typedFor } from './new-values'

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
  const [pending, startTransition] = useTransition()
  const { examination, settled } = useExamination(texts, { now })
  const typed = { data, texts, others }
  const problem = rotationProblem(typed, examination)
  const nothing = data.every(({ targetKey }) => typedFor(targetKey, typed).trim() === '')

  const submit = () => {
    setJudged(true)
    if (pending) return
    startTransition(async () => {
      const values = await newValues(typed, { examination, settled }, now)
      if (!values) return
      setRunner(start(values))
      // From here on only the run holds them, until the vault does.
      setTexts(emptySlots)
      setOthers({})
    })
  }

  if (runner) return <RunDialog title={`Rotating “${name}”`} runner={runner} back="Close" onBack={onClose} />

  const error = (slotOrKey: string, filled: boolean) =>
    judged && problem && (nothing ? slotOrKey === data[0]?.targetKey : filled) ? problem : undefined
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
        const value = typedFor(targetKey, typed)
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
