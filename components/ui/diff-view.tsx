'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { diffLines, foldUnchanged, type DiffLine } from './diff-lines'
import { VisuallyHidden } from './visually-hidden'

const useStyles = makeStyles({
  frame: {
    overflow: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
  table: { borderCollapse: 'collapse', width: '100%' },
  number: {
    width: '1%',
    paddingInline: tokens.spacingHorizontalS,
    textAlign: 'right',
    color: tokens.colorNeutralForeground3,
    userSelect: 'none',
    verticalAlign: 'top',
  },
  sign: {
    width: '2ch',
    paddingInline: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightBold,
    userSelect: 'none',
  },
  text: { whiteSpace: 'pre', paddingRight: tokens.spacingHorizontalM },
  added: { backgroundColor: tokens.colorStatusSuccessBackground1, color: tokens.colorNeutralForeground1 },
  removed: { backgroundColor: tokens.colorStatusDangerBackground1, color: tokens.colorNeutralForeground1 },
  same: { color: tokens.colorNeutralForeground2 },
  unfold: {
    display: 'block',
    width: '100%',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalM}`,
    border: 'none',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
})

const signs = { same: ' ', added: '+', removed: '−' } as const
const words = { same: '', added: 'Added: ', removed: 'Removed: ' } as const

/** What changes from one text to another, line by line; a sign says it as well as a colour. Unchanged parts are folded. */
export function DiffView({ before, after, label }: { before: string; after: string; label: string }) {
  const styles = useStyles()
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  const parts = useMemo(() => foldUnchanged(diffLines(before, after)), [before, after])

  const line = (one: DiffLine, key: string) => (
    <tr key={key} className={styles[one.kind]}>
      <td className={styles.number} aria-hidden>
        {one.before}
      </td>
      <td className={styles.number} aria-hidden>
        {one.after}
      </td>
      <td className={styles.sign} aria-hidden>
        {signs[one.kind]}
      </td>
      <td className={styles.text}>
        {one.kind !== 'same' && <VisuallyHidden>{words[one.kind]}</VisuallyHidden>}
        {one.text}
      </td>
    </tr>
  )

  return (
    <div className={styles.frame} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table} role="presentation">
        <tbody>
          {parts.map((part, index) => {
            if (part.kind !== 'fold') return line(part, `${index}`)
            if (unfolded.has(index)) return part.lines.map((one, at) => line(one, `${index}.${at}`))
            return (
              <tr key={index}>
                <td colSpan={4}>
                  <button
                    type="button"
                    className={styles.unfold}
                    onClick={() => setUnfolded(new Set(unfolded).add(index))}
                  >
                    Show {part.lines.length} unchanged lines
                  </button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
