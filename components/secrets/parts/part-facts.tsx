'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { KeyRegular } from '@fluentui/react-icons/svg/key'
import { useServerNow } from '@/components/ui/server-clock'
import { dayText, standingMarks, standingOf, standingWords } from '../dialog/date-text'
import { StateMark } from '../state-mark'
import type { Part } from './draft'

const useStyles = makeStyles({
  icon: { flexShrink: 0, fontSize: '20px', lineHeight: 0, color: tokens.colorNeutralForeground2 },
  text: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** A chosen part: which secret of which vault, which version, until when. */
export function PartFacts({ part, vault }: { part: Part; vault: string }) {
  const styles = useStyles()
  const now = useServerNow()
  const standing = part.kind === 'reference' ? standingOf(part, now) : 'usable'
  return (
    <>
      <span aria-hidden className={styles.icon}>
        <KeyRegular />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>{part.name}</span>
        <span className={styles.facts}>
          <span>{vault}</span>
          <span>{versionText(part)}</span>
          {part.expiresOn !== undefined && <span>expires {dayText(part.expiresOn)}</span>}
          {standing !== 'usable' && <StateMark mark={standingMarks[standing]}>{standingWords[standing]}</StateMark>}
        </span>
      </span>
    </>
  )
}

const versionText = (part: Part): string => {
  if (part.kind === 'value') return 'new, stored on Apply'
  return part.version ? `version ${part.version.slice(0, 8)}` : 'latest version'
}
