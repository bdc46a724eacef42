'use client'

import { Button, makeStyles, Radio, RadioGroup, tokens, typographyStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { Notice } from '@/components/ui/notice'
import type { FieldConflict } from '@/lib/core/editing'

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
export function ConflictChoice({
  conflicts,
  labelOf,
  textOf,
  onResolve,
}: {
  conflicts: readonly FieldConflict[]
  labelOf: (field: string) => string
  /** A value as people read it. */
  textOf: (field: string, value: string) => string
  onResolve: (chosen: Record<string, string>) => void
}) {
  const styles = useStyles()
  const [choices, setChoices] = useState<Record<string, Side>>({})
  const chosen = (field: string): Side => choices[field] ?? 'mine'
  const chooseAll = (side: Side) => setChoices(Object.fromEntries(conflicts.map(({ field }) => [field, side])))
  const resolve = () => onResolve(Object.fromEntries(conflicts.map((one) => [one.field, one[chosen(one.field)]])))
  const shown = (field: string, value: string) => <span className={styles.value}>{textOf(field, value)}</span>

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
      {conflicts.map(({ field, original, mine, theirs }) => (
        <fieldset key={field} className={styles.field}>
          <legend className={styles.label}>{labelOf(field)}</legend>
          <p className={styles.original}>Original: {shown(field, original)}</p>
          <RadioGroup
            aria-label={labelOf(field)}
            value={chosen(field)}
            onChange={(_, data) => setChoices({ ...choices, [field]: data.value === 'theirs' ? 'theirs' : 'mine' })}
          >
            <Radio value="mine" label={<>Mine: {shown(field, mine)}</>} />
            <Radio value="theirs" label={<>Theirs: {shown(field, theirs)}</>} />
          </RadioGroup>
        </fieldset>
      ))}
      <div>
        <Button appearance="primary" onClick={resolve}>
          Continue with these values
        </Button>
      </div>
    </section>
  )
}
