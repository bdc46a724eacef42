import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { LateBridgeNotices } from '@/components/runtime/notices/late-bridge-notices'
import { AppFrame } from '@/components/shell/app-frame'
import { LiveProvider } from '@/components/shell/live-provider'
import { navigationCookie, parseTheme, themeCookie } from '@/components/shell/theme'
import { ServerClock } from '@/components/ui/server-clock'
import { instanceOf, listInstances } from '@/lib/kubernetes/config.server'

type Props = { params: Promise<{ instance: string }>; children: ReactNode }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = instanceOf((await params).instance)
  const title = found.ok ? `${found.value.context} · Sluice` : 'Not found · Sluice'
  return { title: { absolute: title, template: `%s · ${title}` } }
}

export default async function InstanceLayout({ params, children }: Props) {
  const found = instanceOf((await params).instance)
  if (!found.ok) notFound()
  const all = listInstances()
  const jar = await cookies()
  const { value: instance } = found
  return (
    <LiveProvider key={instance.id} instanceId={instance.id}>
      <ServerClock serverNow={Date.now()}>
        <AppFrame
          instance={instance}
          instances={all.ok ? all.value : [instance]}
          theme={parseTheme(jar.get(themeCookie)?.value)}
          navigationClosed={jar.get(navigationCookie)?.value === 'closed'}
        >
          {children}
          <LateBridgeNotices instanceId={instance.id} />
        </AppFrame>
      </ServerClock>
    </LiveProvider>
  )
}
