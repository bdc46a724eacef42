'use client'

import { ageText, agoText } from './age'
import { useServerNow } from './server-clock'

/** The age of something as one short text (`ago`: as how long ago it was), with the exact time behind it. `since` is RFC 3339. */
export function Age({ since, ago = false }: { since: string; ago?: boolean }) {
  const now = useServerNow()
  return (
    <time dateTime={since} title={since.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')}>
      {(ago ? agoText : ageText)(now - Date.parse(since))}
    </time>
  )
}
