'use client'

import dynamic from 'next/dynamic'
import { useCallback, useMemo, useReducer } from 'react'
import type { ReactNode } from 'react'
import { late } from '@/components/ui/late'
import { newOperationId } from '@/lib/core/operation'
import { standingTime, stepNotices } from './notice-list'
import { BoardContext, NotifyContext } from './notifications'
import type { Board, Notify } from './notifications'

const Toasts = dynamic(
  late(() => import('./toasts').then((module) => module.Toasts)),
  { ssr: false },
)

/** Keeps what the portal has told since the page was opened, and shows the newest as toasts. */
export function NotificationCenter({ children }: { children: ReactNode }) {
  const [notices, step] = useReducer(stepNotices, [])
  const notify = useCallback<Notify>((notice) => {
    const id = newOperationId()
    const lasts = notice.lasts ?? standingTime(notice)
    step({ type: 'add', notice: { ...notice, id, at: Date.now(), lasts, toast: true, seen: false } })
    return id
  }, [])
  const board = useMemo<Board>(
    () => ({
      notices,
      close: (id) => step({ type: 'close', id }),
      markSeen: () => step({ type: 'seen' }),
      clear: () => step({ type: 'clear' }),
    }),
    [notices],
  )
  return (
    <NotifyContext value={notify}>
      <BoardContext value={board}>
        {children}
        {notices.length > 0 && <Toasts />}
      </BoardContext>
    </NotifyContext>
  )
}
