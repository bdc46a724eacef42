'use client'

import { useEffect } from 'react'
import { useShowPanel } from '../screen-context'
import type { PanelRoute } from './opening'

/**
 * Stands in the page of a panel's URL and asks the screen for the panel. The screen draws it, so that it can close in its
 * own time after the URL has moved on.
 */
export function PanelOutlet({ route }: { route: PanelRoute }) {
  const show = useShowPanel()
  const key = JSON.stringify(route)
  useEffect(() => {
    const asked: PanelRoute = JSON.parse(key)
    return show(asked)
  }, [show, key])
  return null
}
