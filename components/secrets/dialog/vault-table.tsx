'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useLayoutEffect, useRef } from 'react'
import type { VaultSecretRow } from '@/lib/keyvault/secret'
import { StateMark } from '../state-mark'
import { dayText, standingMarks, standingOf, standingWords } from './date-text'

const rowHeight = 36

const useStyles = makeStyles({
  region: {
    height: '300px',
    overflow: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: 0 },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: '34px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  row: {
    height: `${rowHeight}px`,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  cell: {
    height: `${rowHeight}px`,
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  quiet: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  name: {
    display: 'flex',
    fontWeight: tokens.fontWeightRegular,
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    cursor: 'pointer',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  radio: { flexShrink: 0, width: '16px', height: '16px', margin: 0, accentColor: tokens.colorCompoundBrandBackground },
  spacer: { padding: 0, border: 'none' },
  nameWidth: { width: '34%' },
  typeWidth: { width: '21%' },
  stateWidth: { width: '17%' },
})

/** Drawn in part, like every long table: a spacer row, the rows in sight, a spacer row. One of them is chosen. */
export function VaultTable({
  secrets,
  chosen,
  now,
  label,
  onChoose,
}: {
  secrets: readonly VaultSecretRow[]
  chosen: string | undefined
  now: number
  label: string
  onChoose: (secret: VaultSecretRow) => void
}) {
  const styles = useStyles()
  const group = useId()
  const region = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: secrets.length,
    getScrollElement: () => region.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: rowHeight,
  })
  const visible = rows.getVirtualItems()
  return (
    <div ref={region} className={styles.region} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table} aria-rowcount={secrets.length + 1}>
        <thead>
          <tr>
            <th className={mergeClasses(styles.head, styles.nameWidth)}>Name</th>
            <th className={mergeClasses(styles.head, styles.typeWidth)}>Content type</th>
            <th className={styles.head}>Activation</th>
            <th className={styles.head}>Expiration</th>
            <th className={mergeClasses(styles.head, styles.stateWidth)}>State</th>
          </tr>
        </thead>
        <tbody>
          <Spacer height={visible[0]?.start ?? 0} />
          {visible.map(({ index }) => {
            const secret = secrets[index]
            if (!secret) return null
            const { name, contentType, activatesOn, expiresOn, ofCertificate } = secret
            const standing = standingOf(secret, now)
            return (
              <tr
                key={name}
                aria-rowindex={index + 2}
                className={mergeClasses(styles.row, name === chosen && styles.chosen)}
                onClick={() => onChoose(secret)}
              >
                <th scope="row" className={styles.cell}>
                  <label className={styles.name}>
                    <input
                      type="radio"
                      className={styles.radio}
                      name={group}
                      value={name}
                      checked={name === chosen}
                      onChange={() => onChoose(secret)}
                    />
                    {name}
                  </label>
                </th>
                <td className={mergeClasses(styles.cell, styles.quiet)}>
                  {ofCertificate ? 'Key Vault certificate' : (contentType ?? '—')}
                </td>
                <td className={mergeClasses(styles.cell, styles.quiet)}>
                  {activatesOn === undefined ? '—' : dayText(activatesOn)}
                </td>
                <td className={mergeClasses(styles.cell, styles.quiet)}>
                  {expiresOn === undefined ? '—' : dayText(expiresOn)}
                </td>
                <td className={styles.cell}>
                  {standing === 'usable' ? (
                    <span className={styles.quiet}>{standingWords[standing]}</span>
                  ) : (
                    <StateMark mark={standingMarks[standing]}>{standingWords[standing]}</StateMark>
                  )}
                </td>
              </tr>
            )
          })}
          <Spacer height={rows.getTotalSize() - (visible.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  )
}

/** Its height is set on the element: the page's policy drops style attributes. */
function Spacer({ height }: { height: number }) {
  const styles = useStyles()
  const cell = useRef<HTMLTableCellElement>(null)
  useLayoutEffect(() => {
    if (cell.current) cell.current.style.height = `${height}px`
  }, [height])
  if (height <= 0) return null
  return (
    <tr aria-hidden>
      <td ref={cell} className={styles.spacer} colSpan={5} />
    </tr>
  )
}
