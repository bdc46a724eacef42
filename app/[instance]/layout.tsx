import { cookies } from 'next/headers'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { LateTrialNotices } from '@/components/endpoints/confirmed/late-trials'
import { LateBridgeNotices } from '@/components/runtime/notices/late-bridge-notices'
import { AppFrame } from '@/components/shell/app-frame'
import { LiveProvider } from '@/components/shell/live-provider'
import { RefusedPage } from '@/components/shell/refused-page'
import { RightsProvider } from '@/components/shell/rights-provider'
import { SessionGate } from '@/components/shell/session-gate'
import { navigationCookie, parseTheme, themeCookie } from '@/components/shell/theme'
import { ServerClock } from '@/components/ui/server-clock'
import { openInstances, openPage, rightsOfPage } from '@/lib/access/page.server'
import { signedInOf } from '@/lib/access/session/signed-in.server'
import { brokenBridges } from './runtime-seeds.server'

type Props = { params: Promise<{ instance: string }>; children: ReactNode }

/** What is remembered of a person's rights comes at once; the switcher is not worth waiting for more. */
const glanceMs = 250

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const opened = await openPage((await params).instance)
  const title = opened.ok ? `${opened.value.instance.context} · Sluice` : 'Sluice'
  return { title: { absolute: title, template: `%s · ${title}` } }
}

export default async function InstanceLayout({ params, children }: Props) {
  const opened = await openPage((await params).instance)
  if (!opened.ok) {
    return (
      <SessionGate person={signedInOf(opened.failure.viewer)}>
        <main>
          <RefusedPage failure={opened.failure} />
        </main>
      </SessionGate>
    )
  }
  const others = await openInstances(glanceMs)
  const jar = await cookies()
  const { instance, viewer } = opened.value
  return (
    <SessionGate person={signedInOf(viewer)}>
      <RightsProvider key={instance.id} instanceId={instance.id} first={await rightsOfPage(opened.value)}>
        <LiveProvider instanceId={instance.id}>
          <ServerClock serverNow={Date.now()}>
            <AppFrame
              instance={instance}
              instances={others.ok ? others.value : [instance]}
              theme={parseTheme(jar.get(themeCookie)?.value)}
              navigationClosed={jar.get(navigationCookie)?.value === 'closed'}
            >
              {children}
              <LateBridgeNotices instanceId={instance.id} failed={await brokenBridges(opened.value)} />
              <LateTrialNotices instanceId={instance.id} />
            </AppFrame>
          </ServerClock>
        </LiveProvider>
      </RightsProvider>
    </SessionGate>
  )
}
