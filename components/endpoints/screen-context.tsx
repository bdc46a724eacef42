'use client'

import { createContext, useContext } from 'react'
import type { PanelRoute } from './panel/opening'

/** Opens the panel over the screen; what it answers closes it again. */
type ShowPanel = (route: PanelRoute) => () => void

const ScreenContext = createContext<ShowPanel | null>(null)

export const ScreenProvider = ScreenContext

export function useShowPanel(): ShowPanel {
  const show = useContext(ScreenContext)
  if (!show) throw new Error('useShowPanel needs the endpoints screen around it')
  return show
}
