import { cookies, headers } from 'next/headers'
import { connection } from 'next/server'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { FluentRoot } from '@/components/shell/fluent-root'
import { NotificationCenter } from '@/components/shell/notification-center'
import { QueryRoot } from '@/components/shell/query-root'
import { parseTheme, themeCookie } from '@/components/shell/theme'
import '@/components/shell/themes.css'
import '@/components/shell/base.css'

export const metadata: Metadata = {
  title: { default: 'Sluice', template: '%s · Sluice' },
  description: 'Operations portal for the dataflow endpoints of Azure IoT Operations',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 }

/** Every page is rendered for its request: only then can its scripts and styles carry the request's nonce. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection()
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const theme = parseTheme((await cookies()).get(themeCookie)?.value)
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <FluentRoot nonce={nonce}>
          <QueryRoot>
            <NotificationCenter>{children}</NotificationCenter>
          </QueryRoot>
        </FluentRoot>
      </body>
    </html>
  )
}
