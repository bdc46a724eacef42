'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up'
import { CertificateRegular } from '@fluentui/react-icons/svg/certificate'
import { CertificateFactList } from '@/components/secrets/dialog/certificate-facts'
import { dayText } from '@/components/secrets/dialog/date-text'
import { StateMark } from '@/components/secrets/state-mark'
import type { Chain, PeerCertificate } from '@/lib/connection/steps'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', columnGap: '12px' },
  title: { ...typographyStyles.body1Strong, margin: 0 },
  chain: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, margin: 0, padding: 0 },
  link: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, listStyleType: 'none' },
  step: { display: 'inline-flex', fontSize: '16px', lineHeight: 0, color: tokens.colorNeutralForeground3 },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  role: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
})

/** The certificates that the broker showed, from its own up to whoever signed last, and whether the endpoint trusts them. */
export function PeerChain({ chain: { certificates, trusted } }: { chain: Chain }) {
  const styles = useStyles()
  const [leaf] = certificates
  if (!leaf) return null
  return (
    <section className={styles.root} aria-label="The broker’s certificate">
      <div className={styles.head}>
        <h3 className={styles.title}>The broker’s certificate</h3>
        <StateMark mark={trusted ? 'good' : 'broken'}>{trusted ? 'Trusted' : 'Not trusted'}</StateMark>
      </div>
      <ol className={styles.chain}>
        {certificates.map((certificate, at) => (
          <li key={certificate.fingerprint} className={styles.link}>
            <span aria-hidden className={styles.step}>
              {at === 0 ? <CertificateRegular /> : <ArrowUpRegular />}
            </span>
            <span>
              <span className={styles.name}>{certificate.name}</span>{' '}
              <span className={styles.role}>
                {roleOf(certificate, at)}, until {dayText(certificate.notAfter)}
              </span>
            </span>
          </li>
        ))}
      </ol>
      <CertificateFactList certificate={leaf} />
    </section>
  )
}

const roleOf = ({ selfSigned }: PeerCertificate, at: number): string =>
  at === 0 ? (selfSigned ? 'broker, self-signed' : 'broker') : selfSigned ? 'root' : 'intermediate'
