'use client'

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { HistoryRegular } from '@fluentui/react-icons/svg/history'
import { KeyMultipleRegular } from '@fluentui/react-icons/svg/key-multiple'
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation'
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected'
import { PulseRegular } from '@fluentui/react-icons/svg/pulse'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { paths } from '@/lib/core/paths'
import { rememberChoice } from './preference.browser'
import { navigationCookie } from './theme'

const phone = '@media (max-width: 640px)'

const useStyles = makeStyles({
  navigation: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    gap: tokens.spacingVerticalXXS,
    width: '232px',
    padding: tokens.spacingVerticalS,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [phone]: { order: 1, width: 'auto', flexDirection: 'row', borderRight: 'none', padding: tokens.spacingVerticalXXS },
  },
  closed: { width: '56px', [phone]: { width: 'auto' } },
  toggle: { alignSelf: 'flex-start', [phone]: { display: 'none' } },
  link: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '36px',
    padding: `0 ${tokens.spacingHorizontalMNudge}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    // Side by side, each with its word below its icon.
    [phone]: {
      flexDirection: 'column',
      flexGrow: 1,
      flexBasis: 0,
      gap: 0,
      minWidth: 0,
      padding: tokens.spacingVerticalXXS,
      fontSize: tokens.fontSizeBase100,
      lineHeight: tokens.lineHeightBase100,
    },
  },
  current: {
    color: tokens.colorNeutralForeground1Selected,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '8px',
      bottom: '8px',
      width: '3px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
  },
  icon: { display: 'flex', flexShrink: 0, fontSize: '20px' },
  label: { minWidth: 0, maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis' },
  hidden: { opacity: 0, [phone]: { opacity: 1 } },
})

/** The left navigation: one entry for each screen there is. Closed it keeps its icons; on a phone it lies below. */
export function Navigation({ instanceId, initiallyClosed }: { instanceId: string; initiallyClosed: boolean }) {
  const styles = useStyles()
  const [closed, setClosed] = useState(initiallyClosed)
  const pathname = usePathname()
  const entries = [
    {
      href: paths.runtime(instanceId),
      // Every address of the instance lies below that of its first screen; only dataflows are opened from it.
      below: paths.dataflow(instanceId, ''),
      label: 'Runtime',
      icon: <PulseRegular />,
    },
    ...[
      { href: paths.endpoints(instanceId), label: 'Dataflow endpoints', icon: <PlugConnectedRegular /> },
      { href: paths.secrets(instanceId), label: 'Secrets', icon: <KeyMultipleRegular /> },
      { href: paths.activity(instanceId), label: 'Activity', icon: <HistoryRegular /> },
    ].map((entry) => ({ ...entry, below: `${entry.href}/` })),
  ]
  return (
    <nav aria-label="Screens" className={mergeClasses(styles.navigation, closed && styles.closed)}>
      <Button
        appearance="subtle"
        className={styles.toggle}
        icon={<NavigationRegular />}
        aria-label={closed ? 'Open navigation' : 'Close navigation'}
        aria-expanded={!closed}
        onClick={() => {
          rememberChoice(navigationCookie, closed ? 'open' : 'closed')
          setClosed(!closed)
        }}
      />
      {entries.map(({ href, below, label, icon }) => {
        const current = pathname === href || pathname.startsWith(below)
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            title={closed ? label : undefined}
            aria-current={current ? 'page' : undefined}
            className={mergeClasses(styles.link, current && styles.current)}
          >
            <span className={styles.icon} aria-hidden>
              {icon}
            </span>
            <span className={mergeClasses(styles.label, closed && styles.hidden)}>{label}</span>
          </Link>
        )
      })}
    </nav>
  )
}
