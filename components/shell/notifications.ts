'use client'

import { createContext, useContext } from 'react'
import type { NewNotice, Notice } from './notice-list'

export type Notify = (notice: NewNotice) => string

export type Board = { notices: readonly Notice[]; close: (id: string) => void; markSeen: () => void; clear: () => void }

export const NotifyContext = createContext<Notify | null>(null)
export const BoardContext = createContext<Board | null>(null)

/** Tells the operator something that finished in the background. Answers the notice's id, for `useBoard().close`. */
export function useNotify(): Notify {
  const notify = useContext(NotifyContext)
  if (!notify) throw new Error('useNotify needs <NotificationCenter> above it')
  return notify
}

export function useBoard(): Board {
  const board = useContext(BoardContext)
  if (!board) throw new Error('useBoard needs <NotificationCenter> above it')
  return board
}
