'use client'

import { Button, makeStyles, Radio, RadioGroup, tokens, typographyStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { Notice } from '@/components/ui/notice'
import type { FieldConflict } from '@/lib/endpoints/editing'
import { fieldOf } from '@/lib/endpoints/form-values'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { displayed } from '@/lib/endpoints/summary'
import type { EndpointType } from '@/lib/endpoints/types/define'

type Side = 'mine' | 'theirs'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  all: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  field: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  label: { ...typographyStyles.body1Strong, padding: 0 },
  original: { margin: 0, color: tokens.colorNeutralForeground2 },
  value: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
})

/**
 * Fields that somebody else changed to something else meanwhile: original, mine and theirs beside each other, and a
 * choice for each. Nothing is written until the operator applies again.
 */
export function ConflictView({
  type,
  conflicts,
  onResolve,
}: {
  type: EndpointType
  conflicts: readonly FieldConflict[]
  onResolve: (values: EndpointValues) => void
}) {
  const styles = useStyles()
  const [choices, setChoices] = useState<Record<string, Side>>({})
  const chosen = (field: string): Side => choices[field] ?? 'mine'
  const chooseAll = (side: Side) => setChoices(Object.fromEntries(conflicts.map(({ field }) => [field, side])))
  const resolve = () => onResolve(Object.fromEntries(conflicts.map((one) => [one.field, one[chosen(one.field)]])))

  const shown = (key: string, value: string) => {
    const field = fieldOf(type, key)
    if (!field) return <span className={styles.value}>{value}</span>
    // What is not set is still in force: the default says as what.
    const text = displayed(type, field, value || (field.default ?? ''))
    return (
      <span className={styles.value}>{value === '' && field.default !== undefined ? `${text} (default)` : text}</span>
    )
  }

  return (
    <section className={styles.root} aria-label="Conflicting changes">
      <Notice intent="warning" title="Somebody else changed the same settings.">
        Choose for each which value to go on with. Nothing has been written yet; your other changes are kept.
      </Notice>
      <div className={styles.all}>
        <Button size="small" onClick={() => chooseAll('mine')}>
          Keep mine for all
        </Button>
        <Button size="small" onClick={() => chooseAll('theirs')}>
          Take theirs for all
        </Button>
      </div>
      {conflicts.map((conflict) => {
        const label = fieldOf(type, conflict.field)?.label ?? conflict.field
        return (
          <fieldset key={conflict.field} className={styles.field}>
            <legend className={styles.label}>{label}</legend>
            <p className={styles.original}>Original: {shown(conflict.field, conflict.original)}</p>
            <RadioGroup
              aria-label={label}
              value={chosen(conflict.field)}
              onChange={(_, data) =>
                setChoices({ ...choices, [conflict.field]: data.value === 'theirs' ? 'theirs' : 'mine' })
              }
            >
              <Radio value="mine" label={<>Mine: {shown(conflict.field, conflict.mine)}</>} />
              <Radio value="theirs" label={<>Theirs: {shown(conflict.field, conflict.theirs)}</>} />
            </RadioGroup>
          </fieldset>
        )
      })}
      <div>
        <Button appearance="primary" onClick={resolve}>
          Continue with these values
        </Button>
      </div>
    </section>
  )
}
