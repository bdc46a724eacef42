'use client'

import { useEffect, useEffectEvent, useRef } from 'react'

/**
 * Hands on what somebody else has written while a form is open, once for each version. Not while the form's own write is
 * on its way, which would look like somebody else's.
 */
export function useFlowIn<Detail extends { resource: { metadata: { resourceVersion?: string | undefined } } }>(
  latest: Detail | undefined,
  pending: boolean,
  onChange: (latest: Detail) => void,
): void {
  const version = latest?.resource.metadata.resourceVersion
  const seen = useRef(version)
  const flowIn = useEffectEvent(onChange)
  useEffect(() => {
    if (!latest || pending || version === seen.current) return
    seen.current = version
    flowIn(latest)
  }, [latest, version, pending])
}
