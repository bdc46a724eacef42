import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { AppFrame } from '@/components/shell/app-frame'
import { navigationCookie, parseTheme, themeCookie } from '@/components/shell/theme'
import { instanceOf, listInstances } from '@/lib/kubernetes/config.server'

type Props = { params: Promise<{ instance: string }>; children: ReactNode }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = instanceOf((await params).instance)
  const title = found.ok ? `${found.value.context} · Sluice` : 'Sluice'
  return { title: { default: title, template: `%s · ${title}` } }
}

export default async function InstanceLayout({ params, children }: Props) {
  const found = instanceOf((await params).instance)
  if (!found.ok) notFound()
  const all = listInstances()
  const jar = await cookies()
  return (
    <AppFrame
      instance={found.value}
      instances={all.ok ? all.value : [found.value]}
      theme={parseTheme(jar.get(themeCookie)?.value)}
      navigationClosed={jar.get(navigationCookie)?.value === 'closed'}
    >
      {children}
    </AppFrame>
  )
}
