'use client'

import { useRestoreFocusTarget } from '@fluentui/react-components'

/**
 * Keeps Fluent's focus manager running. It ends with the last component that uses it, here with a panel that closes,
 * and before it has taken `aria-hidden` off the page and given the focus back: screen readers would find nothing more.
 */
export function FocusKeeper() {
  useRestoreFocusTarget()
  return null
}
