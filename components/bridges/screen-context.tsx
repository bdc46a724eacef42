'use client'

import { createContext, useContext } from 'react'
import type { BridgeRoute } from './bridge-route'

/** Opens the form over the screen; what it answers closes it again. */
type ShowForm = (route: BridgeRoute) => () => void

const ScreenContext = createContext<ShowForm | null>(null)

export const BridgeScreenProvider = ScreenContext

export function useShowBridge(): ShowForm {
  const show = useContext(ScreenContext)
  if (!show) throw new Error('useShowBridge needs the runtime screen around it')
  return show
}
