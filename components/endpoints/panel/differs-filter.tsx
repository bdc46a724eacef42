'use client'

import { makeStyles, Switch, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', minHeight: '32px', color: tokens.colorNeutralForeground2 },
})

/** How many settings differ from their defaults, and a switch that shows only those. */
export function DiffersFilter({
  count,
  on,
  onToggle,
}: {
  count: number
  on: boolean
  onToggle: (on: boolean) => void
}) {
  const styles = useStyles()
  if (count === 0 && !on) return <div className={styles.root}>All settings are at their defaults.</div>
  const sentence = count === 1 ? '1 setting differs from default' : `${count} settings differ from default`
  return (
    <div className={styles.root}>
      <Switch
        label={`${sentence}. Show only ${count === 1 ? 'it' : 'those'}`}
        checked={on}
        onChange={(_, data) => onToggle(data.checked)}
      />
    </div>
  )
}
