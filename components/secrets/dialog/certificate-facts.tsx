'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import type { CertificateFacts } from '@/lib/secrets/certificate'
import { dayText } from './date-text'

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  code: { fontFamily: tokens.fontFamilyMonospace },
})

/** What a certificate says of itself. All of it is public. */
export function CertificateFactList({ certificate }: { certificate: CertificateFacts }) {
  const styles = useStyles()
  const { subject, issuer, alternativeNames, notBefore, notAfter, keyType, fingerprint } = certificate
  const facts = [
    { term: 'Subject', value: subject },
    { term: 'Issuer', value: issuer },
    ...(alternativeNames.length > 0 ? [{ term: 'Alternative names', value: alternativeNames.join(', ') }] : []),
    { term: 'Valid', value: `${dayText(notBefore)} to ${dayText(notAfter)}` },
    { term: 'Key', value: keyType },
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(({ term, value }) => (
        <Fact key={term} term={term} value={value} />
      ))}
      <dt className={styles.term}>Fingerprint (SHA-256)</dt>
      <dd className={styles.value}>
        <span className={styles.code}>{fingerprint}</span>
      </dd>
    </dl>
  )
}

function Fact({ term, value }: { term: string; value: string }) {
  const styles = useStyles()
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  )
}
