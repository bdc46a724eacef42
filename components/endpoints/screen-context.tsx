'use client'

import { createContext, useContext } from 'react'

export type Screen = {
  instanceId: string
  namespace: string
  /** The list's state as a query string, carried along by the panel's links. */
  search: string
  /** Points out a row. */
  flash: (name: string) => void
}

const ScreenContext = createContext<Screen | null>(null)

export const ScreenProvider = ScreenContext

/** What the panel knows of the screen it opens over. */
export function useScreen(): Screen {
  const screen = useContext(ScreenContext)
  if (!screen) throw new Error('useScreen needs the endpoints screen around it')
  return screen
}
