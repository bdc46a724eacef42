const dayMs = 86_400_000

/** *2027-03-01*, in UTC as everywhere in the portal. */
export const dayText = (time: number) => new Date(time).toISOString().slice(0, 10)

/** For a `datetime-local` field: minutes are as fine as it goes. UTC. */
export const minuteText = (time: number) => new Date(time).toISOString().slice(0, 16)

/** Reads such a field; nothing while it is incomplete or out of any calendar. */
export const readMinute = (text: string): number | undefined => {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(`${text.slice(0, 16)}Z`) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** How a secret of the vault stands, most hindering first. */
export type Standing = 'disabled' | 'expired' | 'not-active' | 'ending' | 'usable'

export const standingOf = (
  { enabled, activatesOn, expiresOn }: { enabled: boolean; activatesOn?: number; expiresOn?: number },
  now: number,
): Standing => {
  if (!enabled) return 'disabled'
  if (expiresOn !== undefined && expiresOn <= now) return 'expired'
  if (activatesOn !== undefined && activatesOn > now) return 'not-active'
  return expiresOn !== undefined && expiresOn - now <= 30 * dayMs ? 'ending' : 'usable'
}

export const standingWords: Record<Standing, string> = {
  disabled: 'Disabled',
  expired: 'Expired',
  'not-active': 'Not yet active',
  ending: 'Expires soon',
  usable: 'Enabled',
}

export const standingMarks = {
  disabled: 'broken',
  expired: 'broken',
  'not-active': 'waiting',
  ending: 'attention',
  usable: 'good',
} as const satisfies Record<Standing, string>
