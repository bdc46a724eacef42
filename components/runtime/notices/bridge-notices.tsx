'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { tellInBackground } from '@/components/shell/background.browser'
import { untilClosed } from '@/components/shell/notice-list'
import { useBoard, useNotify } from '@/components/shell/notifications'
import { paths } from '@/lib/core/paths'
import type { Bridge } from '@/lib/runtime/bridge'
import { announcements, asDrawn, rememberKnown, type Announcement } from '@/lib/runtime/changes'
import { bridgePath } from '../bridge-path'
import { useBridges } from '../use-bridges'
import { useTitleBadge } from './use-title-badge'

/**
 * Tells of bridges that fail or recover while the page is open, whatever screen it shows: a toast that is read out politely,
 * the number of those that are not back in the page's title, and a notification of the browser where that is allowed and
 * the page is out of sight. Draws nothing itself.
 */
export function BridgeNotices({
  instanceId,
  failed: failedFirst,
}: {
  instanceId: string
  /** The `uid`s of the bridges that were broken when the page was drawn, where that is known. */
  failed: readonly string[] | undefined
}) {
  const { bridges, complete } = useBridges(instanceId)
  const tell = useEffectEvent(useTell(instanceId))
  const known = useRef<ReadonlyMap<string, Bridge> | null>(null)
  const failed = useRef(new Set<string>())
  const setBadge = useTitleBadge()

  useEffect(() => {
    // While a snapshot arrives, what is missing is not gone.
    if (!complete) return
    const before = known.current ?? (failedFirst ? asDrawn(bridges, new Set(failedFirst)) : null)
    known.current = rememberKnown(before ?? new Map(), bridges)
    if (before === null) return
    for (const announcement of announcements(before, bridges)) {
      for (const name of announcement.bridges) {
        if (announcement.kind === 'failed') failed.current.add(name)
        else failed.current.delete(name)
      }
      tell(announcement)
    }
    for (const name of failed.current) if (!known.current.has(name)) failed.current.delete(name)
    setBadge(failed.current.size)
  }, [bridges, complete, setBadge, failedFirst])

  return null
}

/** How an announcement is told. A bridge that is back takes the toast of its failure along. */
function useTell(instanceId: string): (announcement: Announcement) => void {
  const notify = useNotify()
  const { close } = useBoard()
  const { push } = useRouter()
  const toasts = useRef(new Map<string, string>())
  return ({ kind, text, bridges }) => {
    const [only] = bridges.length === 1 ? bridges : []
    const title = titles[kind][only === undefined ? 'several' : 'one']
    const id = notify({
      // No error: that would be read out at once, whatever the operator is doing.
      level: kind === 'failed' ? 'warning' : 'success',
      title,
      detail: text,
      ...(kind === 'failed' && { lasts: untilClosed }),
      action: {
        label: 'Show',
        run: () => push(only === undefined ? paths.runtime(instanceId) : bridgePath(instanceId, only)),
      },
    })
    for (const name of bridges) {
      const earlier = toasts.current.get(name)
      if (earlier !== undefined) close(earlier)
      if (kind === 'failed') toasts.current.set(name, id)
      else toasts.current.delete(name)
    }
    tellInBackground(title, text)
  }
}

const titles = {
  failed: { one: 'A bridge failed', several: 'Bridges failed' },
  recovered: { one: 'A bridge is back', several: 'Bridges are back' },
} as const satisfies Record<Announcement['kind'], { one: string; several: string }>
