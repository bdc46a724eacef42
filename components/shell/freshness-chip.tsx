'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleHintRegular } from '@fluentui/react-icons/svg/circle-hint'
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import type { ReactNode } from 'react'
import { headline, headlineText } from '@/lib/live/freshness'
import type { Headline } from '@/lib/live/freshness'
import { feedLabel, feedsThatMatter } from './feed-labels'
import { useLive } from './live-provider'

const useStyles = makeStyles({
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusCircular,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
  },
  text: { overflow: 'hidden', textOverflow: 'ellipsis' },
  icon: { display: 'flex', flexShrink: 0, fontSize: '16px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1, backgroundColor: tokens.colorStatusWarningBackground1 },
  bad: { color: tokens.colorStatusDangerForeground1, backgroundColor: tokens.colorStatusDangerBackground1 },
})

const icons: Record<Headline['tone'], ReactNode> = {
  quiet: <CircleHintRegular />,
  good: <CheckmarkCircleFilled />,
  warning: <WarningRegular />,
  bad: <PlugDisconnectedRegular />,
}

/** How fresh the picture is, always in sight: a screen that stands still must not look like one where nothing happens. */
export function FreshnessChip() {
  const styles = useStyles()
  const { connection, feeds } = useLive()
  const line = headline(connection, feedsThatMatter(feeds))
  return (
    <span
      role="status"
      aria-label="Freshness"
      title={titleOf(line)}
      className={mergeClasses(styles.chip, styles[line.tone])}
    >
      <span className={styles.icon} aria-hidden>
        {icons[line.tone]}
      </span>
      <span className={styles.text}>{headlineText(line, clock, feedLabel)}</span>
    </span>
  )
}

/** Which kinds, where the line itself has only room for how many. */
const titleOf = (line: Headline): string | undefined => {
  if (line.kind !== 'refused') return 'reason' in line ? line.reason : undefined
  return `Not allowed to read ${line.feeds.map(feedLabel).join(', ')}. ${line.reason}`
}

const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const clock = (moment: number) => format.format(moment)
