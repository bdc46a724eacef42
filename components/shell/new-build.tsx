'use client'

import { useEffect } from 'react'
import { useLive } from './live-provider'
import { untilClosed } from './notice-list'
import { useNotify } from './notifications'

/** The build that this page is of: written into it when it was built. */
const ownBuild = process.env.SLUICE_BUILD

/**
 * Says that the portal has been upgraded since this page was opened, and offers to reload. It never does by itself: what is
 * typed in a form stays until the operator decides.
 */
export function NewBuild() {
  const { build } = useLive()
  const notify = useNotify()
  const other = build !== undefined && build !== ownBuild
  useEffect(() => {
    if (!other) return
    notify({
      level: 'warning',
      title: 'The portal has been upgraded',
      detail: 'This page is of the version before and may not be able to save. Copy what you typed, then reload.',
      action: { label: 'Reload', run: () => location.reload() },
      lasts: untilClosed,
    })
  }, [other, notify])
  return null
}
