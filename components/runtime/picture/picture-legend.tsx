'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Tone } from '@/lib/runtime/state'
import { useToneLines } from './tone-lines'

const useStyles = makeStyles({
  legend: {
    position: 'absolute',
    left: tokens.spacingHorizontalS,
    bottom: tokens.spacingVerticalS,
    zIndex: 5,
    display: 'flex',
    flexWrap: 'wrap',
    gap: `0 ${tokens.spacingHorizontalM}`,
    margin: 0,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    listStyleType: 'none',
    pointerEvents: 'none',
  },
  item: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  line: { fill: 'none', strokeLinecap: 'round', '@media (forced-colors: active)': { stroke: 'CanvasText' } },
})

const words: readonly (readonly [Tone, string])[] = [
  ['bad', 'Broken'],
  ['warning', 'Trouble'],
  ['neutral', 'Nothing to tell'],
  ['good', 'Connected'],
]

/** What the lines mean. */
export function PictureLegend() {
  const styles = useStyles()
  const lines = useToneLines()
  return (
    <ul className={styles.legend} aria-label="Lines">
      {words.map(([tone, word]) => (
        <li key={tone} className={styles.item}>
          <svg width="34" height="8" aria-hidden>
            <path d="M3,4 H31" className={mergeClasses(styles.line, lines[tone])} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  )
}
