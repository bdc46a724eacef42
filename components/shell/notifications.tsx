'use client'

import dynamic from 'next/dynamic'
import { createContext, useCallback, useContext, useMemo, useReducer } from 'react'
import type { ReactNode } from 'react'
import { newOperationId } from '@/lib/core/operation'
import { standingTime, stepNotices } from './notice-list'
import type { NewNotice, Notice } from './notice-list'

type Notify = (notice: NewNotice) => string

type Board = { notices: readonly Notice[]; close: (id: string) => void; markSeen: () => void; clear: () => void }

const NotifyContext = createContext<Notify | null>(null)
const BoardContext = createContext<Board | null>(null)

const Toasts = dynamic(() => import('./toasts').then((module) => module.Toasts), { ssr: false })

/** Keeps what the portal has told since the page was opened, and shows the newest as toasts. */
export function Notifications({ children }: { children: ReactNode }) {
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

/** Tells the operator something that finished in the background. Answers the notice's id, for `useBoard().close`. */
export function useNotify(): Notify {
  const notify = useContext(NotifyContext)
  if (!notify) throw new Error('useNotify needs <Notifications> above it')
  return notify
}

export function useBoard(): Board {
  const board = useContext(BoardContext)
  if (!board) throw new Error('useBoard needs <Notifications> above it')
  return board
}
