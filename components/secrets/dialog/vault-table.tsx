'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { cellStyle, LongTable, rowStyle } from '@/components/ui/long-table'
import type { VaultSecretRow } from '@/lib/keyvault/secret'
import { StateMark } from '../state-mark'
import { dayText, standingMarks, standingOf, standingWords } from './date-text'

const rowHeight = 36

const tracks = '34% 21% minmax(0, 1fr) minmax(0, 1fr) 17%'

const useStyles = makeStyles({
  region: { height: '300px', borderRadius: tokens.borderRadiusMedium },
  headRow: rowStyle(rowHeight, tracks),
  head: {
    ...cellStyle,
    padding: `0 ${tokens.spacingHorizontalS}`,
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  row: {
    ...rowStyle(rowHeight, tracks),
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  cell: {
    ...cellStyle,
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  quiet: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  name: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    cursor: 'pointer',
  },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis' },
  radio: { flexShrink: 0, width: '16px', height: '16px', margin: 0, accentColor: tokens.colorCompoundBrandBackground },
})

const heads = ['Name', 'Content type', 'Activation', 'Expiration', 'State'] as const

/** The vault's secrets as a long table. One of them is chosen; walking the rows chooses, as radio buttons do. */
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
  const quiet = mergeClasses(styles.cell, styles.quiet)
  return (
    <LongTable
      label={label}
      className={styles.region}
      head={
        <tr role="row" className={styles.headRow} aria-rowindex={1}>
          {heads.map((head) => (
            <th key={head} role="columnheader" scope="col" className={styles.head}>
              {head}
            </th>
          ))}
        </tr>
      }
      rows={secrets}
      rowHeight={rowHeight}
      keyOf={({ name }) => name}
      onWalk={onChoose}
      row={(secret, rowIndex) => {
        const { name, contentType, activatesOn, expiresOn, ofCertificate } = secret
        const standing = standingOf(secret, now)
        return (
          <tr
            role="row"
            aria-rowindex={rowIndex}
            className={mergeClasses(styles.row, name === chosen && styles.chosen)}
            onClick={() => onChoose(secret)}
          >
            <th role="rowheader" scope="row" className={styles.cell}>
              <label className={styles.name}>
                <input
                  type="radio"
                  className={styles.radio}
                  name={group}
                  value={name}
                  checked={name === chosen}
                  onChange={() => onChoose(secret)}
                />
                <span className={styles.cut} title={name}>
                  {name}
                </span>
              </label>
            </th>
            <td role="cell" className={quiet}>
              {ofCertificate ? 'Key Vault certificate' : (contentType ?? '—')}
            </td>
            <td role="cell" className={quiet}>
              {activatesOn === undefined ? '—' : dayText(activatesOn)}
            </td>
            <td role="cell" className={quiet}>
              {expiresOn === undefined ? '—' : dayText(expiresOn)}
            </td>
            <td role="cell" className={styles.cell}>
              {standing === 'usable' ? (
                <span className={styles.quiet}>{standingWords[standing]}</span>
              ) : (
                <StateMark mark={standingMarks[standing]}>{standingWords[standing]}</StateMark>
              )}
            </td>
          </tr>
        )
      }}
    />
  )
}
