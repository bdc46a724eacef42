'use client'

import { useEffect } from 'react'
import type { BridgeRoute } from './bridge-route'
import { useShowBridge } from './screen-context'

/**
 * Stands in the page of the form's URL and asks the screen for the form. The screen draws it, so that it can close in its own
 * time after the URL has moved on.
 */
export function BridgeOutlet({ route }: { route: BridgeRoute }) {
  const show = useShowBridge()
  const key = JSON.stringify(route)
  useEffect(() => {
    const asked: BridgeRoute = JSON.parse(key)
    return show(asked)
  }, [show, key])
  return null
}
