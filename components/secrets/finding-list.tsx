'use client'

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { InfoRegular } from '@fluentui/react-icons/svg/info'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import { CopyButton } from '@/components/ui/copy-button'
import type { SlotTexts } from '@/lib/secrets/slots'

type Finding = {
  id: string
  level: 'refusal' | 'warning' | 'note'
  message: string
  next?: string
  command?: string
  fix?: { label: string; slots: SlotTexts }
}

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  icon: { flexShrink: 0, fontSize: '16px', lineHeight: 0 },
  refusal: { color: tokens.colorStatusDangerForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  note: { color: tokens.colorNeutralForeground3 },
  text: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  message: { color: tokens.colorNeutralForeground1, overflowWrap: 'anywhere' },
  next: { color: tokens.colorNeutralForeground2 },
  command: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontFamily: tokens.fontFamilyMonospace,
    overflowWrap: 'anywhere',
  },
  fix: { alignSelf: 'flex-start', marginTop: tokens.spacingVerticalXXS },
})

const icons = { refusal: <ErrorCircleRegular />, warning: <WarningRegular />, note: <InfoRegular /> }
const words = { refusal: 'Refused', warning: 'Warning', note: 'Note' }

/** What the workbench has to say, each with its way out; where one click puts it right, that click. */
export function FindingList({
  findings,
  label,
  onFix,
}: {
  findings: readonly Finding[]
  label: string
  onFix?: (slots: SlotTexts) => void
}) {
  const styles = useStyles()
  if (findings.length === 0) return null
  return (
    <ul className={styles.list} aria-label={label}>
      {findings.map(({ id, level, message, next, command, fix }) => (
        <li key={`${id} ${message}`} className={styles.item}>
          <span className={mergeClasses(styles.icon, styles[level])} role="img" aria-label={words[level]}>
            {icons[level]}
          </span>
          <span className={styles.text}>
            <span className={styles.message}>{message}</span>
            {next && <span className={styles.next}>{next}</span>}
            {command && (
              <span className={styles.command}>
                <code>{command}</code>
                <CopyButton text={command} label="Copy command" />
              </span>
            )}
            {fix && onFix && (
              <Button size="small" className={styles.fix} onClick={() => onFix(fix.slots)}>
                {fix.label}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
