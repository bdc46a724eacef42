'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up'
import { CertificateRegular } from '@fluentui/react-icons/svg/certificate'
import { KeyRegular } from '@fluentui/react-icons/svg/key'
import type { ChainLink } from '@/lib/secrets/chain'
import { namesHost } from '@/lib/secrets/host-match'
import { slotNames, slots, type Slot, type SlotTexts } from '@/lib/secrets/slots'
import type { Examination } from '@/lib/secrets/workbench-types'
import { FindingList } from '../finding-list'
import { StateMark } from '../state-mark'
import { CertificateFactList } from './certificate-facts'
import { dayText } from './date-text'

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
  title: { ...typographyStyles.body1Strong, margin: 0 },
  chain: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, margin: 0, padding: 0 },
  link: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, listStyleType: 'none' },
  step: { display: 'inline-flex', fontSize: '16px', lineHeight: 0, color: tokens.colorNeutralForeground3 },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  role: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  absent: { fontStyle: 'italic', color: tokens.colorNeutralForeground2 },
  pair: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground3, margin: 0 },
})

const roles = { client: 'client certificate', intermediate: 'intermediate', root: 'root' } as const

/** What was pasted, taken apart: the chain, whether key and certificate belong together, facts, and what is wrong. */
export function Workbench({
  slot,
  examination,
  host,
  onFix,
}: {
  slot: Slot
  examination: Examination
  host: string
  onFix: (slots: SlotTexts) => void
}) {
  const styles = useStyles()
  const { findings, chain, leaf, key, pair } = examination
  const own = findings.filter((finding) => finding.slot === slot)
  const others = slotNames.filter((other) => other !== slot)
  if (examination.verdict.state === 'empty') {
    return <p className={styles.quiet}>What you paste is recognised and checked here before anything is sent.</p>
  }
  return (
    <section className={styles.root} aria-label="Certificate workbench">
      <FindingList label={`About ${slots[slot].label}`} findings={own} onFix={onFix} />
      {others.map((other) => (
        <FindingList
          key={other}
          label={`About ${slots[other].label}`}
          findings={findings
            .filter((finding) => finding.slot === other && finding.level !== 'note')
            .map((finding) => ({ ...finding, message: `${slots[other].label}: ${finding.message}` }))}
          onFix={onFix}
        />
      ))}
      {chain.length > 0 && (
        <div>
          <h3 className={styles.title}>Chain</h3>
          <ol className={styles.chain}>
            {chain.map((link, at) => (
              <ChainRow key={at} link={link} first={at === 0} />
            ))}
          </ol>
        </div>
      )}
      {(pair || key) && (
        <div className={styles.pair}>
          {key && (
            <span className={styles.role}>
              <KeyRegular aria-hidden /> Private key, {key.keyType}
            </span>
          )}
          {pair === 'matches' && <StateMark mark="good">The key belongs to the certificate</StateMark>}
          {pair === 'differs' && <StateMark mark="broken">The key does not belong to the certificate</StateMark>}
        </div>
      )}
      {leaf && host && namesHost(leaf.alternativeNames, host) && (
        <p className={styles.quiet}>One of its names is the endpoint’s host.</p>
      )}
      {leaf && <CertificateFactList certificate={leaf} />}
    </section>
  )
}

function ChainRow({ link, first }: { link: ChainLink; first: boolean }) {
  const styles = useStyles()
  return (
    <li className={styles.link}>
      <span aria-hidden className={styles.step}>
        {first ? <CertificateRegular /> : <ArrowUpRegular />}
      </span>
      {link.role === 'absent' ? (
        <span className={styles.absent}>
          signed by “{link.name}”, which is not among what was pasted: the broker has to have it
        </span>
      ) : (
        <span>
          <span className={styles.name}>{link.certificate.name}</span>{' '}
          <span className={styles.role}>
            {roles[link.role]}, until {dayText(link.certificate.notAfter)}
          </span>
        </span>
      )}
    </li>
  )
}
