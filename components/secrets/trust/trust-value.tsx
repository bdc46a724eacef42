'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import type { TrustExamination } from '@/lib/secrets/trust'
import { CertificateFactList } from '../dialog/certificate-facts'
import { ValueField } from '../dialog/value-field'
import { FindingList } from '../finding-list'

const useStyles = makeStyles({
  certificates: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, margin: 0, padding: 0 },
  certificate: { listStyleType: 'none' },
  name: { ...typographyStyles.body1Strong, margin: 0, overflowWrap: 'anywhere' },
})

/** Certificates of authorities as PEM, what is to be said about them, and whose they are. */
export function TrustValue({
  pem,
  examination: { certificates, findings },
  error,
  onChange,
}: {
  pem: string
  examination: TrustExamination
  error?: string
  onChange: (pem: string) => void
}) {
  const styles = useStyles()
  return (
    <>
      <ValueField label="Certificates (PEM)" value={pem} error={error} onChange={onChange} />
      <FindingList label="About the certificates" findings={findings} />
      {certificates.length > 0 && (
        <ul className={styles.certificates} aria-label="Certificates in it">
          {certificates.map((certificate) => (
            <li key={certificate.fingerprint} className={styles.certificate}>
              <p className={styles.name}>{certificate.name}</p>
              <CertificateFactList certificate={certificate} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
