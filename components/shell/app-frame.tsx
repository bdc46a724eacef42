'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { paths } from '@/lib/core/paths'
import type { Instance, ListedInstance } from '@/lib/kubernetes/instance'
import { ActsAs } from './acts-as'
import { FreshnessChip } from './freshness-chip'
import { InstanceSwitcher } from './instance-switcher'
import { LateFocusKeeper } from './late-focus-keeper'
// With the page's first scripts, before anybody has gone anywhere.
import './loaded-entry.browser'
import { Mark } from './mark'
import { Navigation } from './navigation'
import { NewBuild } from './new-build'
import { NotificationsButton } from './notifications-button'
import { PersonMenu } from './person-menu'
import { useSession } from './session-gate'
import { SignInEnded } from './sign-in-ended'
import type { ThemeName } from './theme'
import { ThemeButton } from './theme-button'

const phone = '@media (max-width: 640px)'

const useStyles = makeStyles({
  frame: { display: 'flex', flexDirection: 'column', height: '100dvh' },
  skip: {
    position: 'absolute',
    top: '-100px',
    left: tokens.spacingHorizontalM,
    zIndex: 10,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    ':focus': { top: tokens.spacingVerticalS },
  },
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexShrink: 0,
    minWidth: 0,
    height: '48px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  name: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  word: { [phone]: { display: 'none' } },
  gap: { flexGrow: 1 },
  body: { display: 'flex', flexGrow: 1, minHeight: 0, [phone]: { flexDirection: 'column' } },
  main: { flexGrow: 1, minWidth: 0, minHeight: 0, overflow: 'auto', ':focus': { outline: 'none' } },
})

type Props = {
  instance: Instance
  instances: readonly ListedInstance[]
  theme: ThemeName
  navigationClosed: boolean
  children: ReactNode
}

/** What stands around every screen of an instance. */
export function AppFrame({ instance, instances, theme, navigationClosed, children }: Props) {
  const styles = useStyles()
  const { person } = useSession()
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <header className={styles.bar}>
        <Link href={paths.instance(instance.id)} prefetch={false} className={styles.name} aria-label="Sluice, home">
          <Mark />
          <span className={styles.word}>Sluice</span>
        </Link>
        <InstanceSwitcher current={instance} instances={instances} />
        <span className={styles.gap} />
        <FreshnessChip />
        <NotificationsButton />
        <ThemeButton initial={theme} />
        {person ? <PersonMenu person={person} /> : <ActsAs name={instance.actsAs} context={instance.context} />}
      </header>
      <LateFocusKeeper />
      <NewBuild />
      <SignInEnded />
      <div className={styles.body}>
        <Navigation instanceId={instance.id} initiallyClosed={navigationClosed} />
        <main id="content" tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
    </div>
  )
}
