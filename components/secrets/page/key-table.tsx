'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { KeyVerification, Verification } from '@/lib/secrets/verification'
import { dayText } from '../dialog/date-text'
import { StateMark, type Mark } from '../state-mark'

const useStyles = makeStyles({
  summary: {
    width: 'fit-content',
    cursor: 'pointer',
    color: tokens.colorNeutralForeground2,
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  scroll: { overflowX: 'auto', paddingTop: tokens.spacingVerticalS },
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200 },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    textAlign: 'left',
    verticalAlign: 'top',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  code: { fontFamily: tokens.fontFamilyMonospace },
})

const states: Record<KeyVerification['state'], { mark: Mark; word: string }> = {
  good: { mark: 'good', word: 'Same' },
  differs: { mark: 'attention', word: 'Behind the vault' },
  absent: { mark: 'broken', word: 'Missing' },
  'wrongly-encoded': { mark: 'broken', word: 'Wrongly encoded' },
  unusable: { mark: 'broken', word: 'Unusable' },
}

/** Key by key: which version the vault has, what the Secret holds, and whether they are the same. Fingerprints only. */
export function KeyTable({ verification, open }: { verification: Verification; open: boolean }) {
  const styles = useStyles()
  return (
    <details open={open}>
      <summary className={styles.summary}>
        {verification.keys.length === 1 ? '1 key' : `${verification.keys.length} keys`}, with versions and fingerprints
      </summary>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {['Key', 'Vault secret', 'Vault version', 'In the vault', 'In the Secret', 'Content', 'State'].map(
                (head) => (
                  <th key={head} scope="col" className={styles.cell}>
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {verification.keys.map((key) => (
              <tr key={key.targetKey}>
                <th scope="row" className={styles.cell}>
                  {key.targetKey}
                </th>
                <td className={styles.cell}>{key.sourcePath ?? '—'}</td>
                <td className={styles.cell}>
                  <Code text={key.vault?.version} />
                </td>
                <td className={styles.cell}>
                  <Code text={key.vault?.fingerprint} />
                </td>
                <td className={styles.cell}>
                  <Code text={key.fingerprint} />
                </td>
                <td className={styles.cell}>{contentText(key)}</td>
                <td className={styles.cell}>
                  <StateMark mark={states[key.state].mark}>{states[key.state].word}</StateMark>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

const contentText = ({ certificate, keyType }: KeyVerification): string =>
  certificate ? `${certificate.name}, until ${dayText(certificate.notAfter)}` : (keyType ?? '—')

/** Enough to compare at a glance; the whole is in the tooltip. */
function Code({ text }: { text: string | undefined }) {
  const styles = useStyles()
  if (!text) return '—'
  return (
    <span className={styles.code} title={text}>
      {text.slice(0, 12)}
    </span>
  )
}
