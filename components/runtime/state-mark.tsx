'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { stateWords, tones, type StateName, type Tone } from '@/lib/runtime/state'
import { StateIcon } from './state-icon'

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    maxWidth: '100%',
    whiteSpace: 'nowrap',
    // Its cut word would else stand higher than the text beside it.
    verticalAlign: 'top',
  },
  icon: { display: 'inline-flex', flexShrink: 0, fontSize: '16px', lineHeight: 0 },
  word: { overflow: 'hidden', textOverflow: 'ellipsis' },
  strong: { fontWeight: tokens.fontWeightSemibold },
})

/** The colours of the four tones, readable on every background of a table in every theme. */
export const useToneStyles = makeStyles({
  good: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  neutral: { color: tokens.colorNeutralForeground2 },
} satisfies Record<Tone, unknown>)

/** A state as sign, word and colour together: never by colour alone. */
export function StateMark({ state, strong = false }: { state: StateName; strong?: boolean }) {
  const styles = useStyles()
  const toneStyles = useToneStyles()
  return (
    <span className={mergeClasses(styles.mark, toneStyles[tones[state]], strong && styles.strong)} data-state={state}>
      <span className={styles.icon}>
        <StateIcon state={state} />
      </span>
      <span className={styles.word} title={stateWords[state]}>
        {stateWords[state]}
      </span>
    </span>
  )
}
