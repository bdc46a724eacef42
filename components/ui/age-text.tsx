'use client'

import { ageText } from './age'
import { useServerNow } from './server-clock'

/** The age of something as one short text, with the exact time behind it. `since` is RFC 3339. */
export function Age({ since }: { since: string }) {
  const now = useServerNow()
  return (
    <time dateTime={since} title={since.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')}>
      {ageText(now - Date.parse(since))}
    </time>
  )
}
