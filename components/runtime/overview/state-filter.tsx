'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { stateWords, tones, worstFirst, type StateName } from '@/lib/runtime/state'
import { StateIcon } from '../state-icon'
import { useToneStyles } from '../state-mark'

const useStyles = makeStyles({
  group: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '32px',
    padding: `0 ${tokens.spacingHorizontalMNudge}`,
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  pressed: {
    backgroundColor: tokens.colorBrandBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorCompoundBrandStroke}`,
    boxShadow: `inset 0 0 0 1px ${tokens.colorCompoundBrandStroke}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': {
      forcedColorAdjust: 'none',
      backgroundColor: 'Highlight',
      color: 'HighlightText',
      '& *': { color: 'HighlightText' },
    },
  },
  none: { color: tokens.colorNeutralForeground2, backgroundColor: 'transparent' },
  icon: { display: 'inline-flex', fontSize: '16px' },
  count: {
    minWidth: '1ch',
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
})

/** What a bridge can be as a whole: a side that is only affected has another that is worse, and each is in use. */
const states = worstFirst.filter((state) => state !== 'affected' && state !== 'not-in-use')

/**
 * How many bridges stand in each state, and only those at a press. All states keep their place, also those that nothing is
 * in, so that none moves when a number changes.
 */
export function StateFilter({
  counts,
  pressed,
  onPress,
}: {
  counts: Readonly<Record<StateName, number>>
  pressed: readonly StateName[]
  onPress: (pressed: StateName[]) => void
}) {
  const styles = useStyles()
  const toneStyles = useToneStyles()
  return (
    <div className={styles.group} role="group" aria-label="Filter by state">
      {states.map((state) => {
        const on = pressed.includes(state)
        const count = counts[state]
        return (
          <button
            key={state}
            type="button"
            aria-pressed={on}
            className={mergeClasses(styles.button, count === 0 && styles.none, on && styles.pressed)}
            onClick={() => onPress(on ? pressed.filter((one) => one !== state) : [...pressed, state])}
          >
            <span className={mergeClasses(styles.icon, count > 0 && toneStyles[tones[state]])}>
              <StateIcon state={state} />
            </span>
            {stateWords[state]} <span className={styles.count}>{count.toLocaleString('en')}</span>
          </button>
        )
      })}
    </div>
  )
}
