'use client'

import type { ExpiryLevel } from '@/lib/core/expiry'
import type { Lineage } from '@/lib/secrets/lineage-types'
import { dayText } from '../dialog/date-text'
import { StateMark, type Mark } from '../state-mark'

const marks: Record<ExpiryLevel, Mark> = {
  expired: 'broken',
  'not-yet-valid': 'broken',
  day: 'broken',
  week: 'attention',
  month: 'attention',
  fine: 'good',
}

/** How long the certificate lasts. */
export function ExpiryBadge({ expiry: { level, notAfter, says } }: { expiry: Lineage['expiry'] }) {
  if (notAfter === undefined) return null
  return <StateMark mark={marks[level]}>{says ?? `Valid until ${dayText(notAfter)}`}</StateMark>
}
