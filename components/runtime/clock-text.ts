/** Texts of a moment. `zone` is UTC for what the server draws, and the operator's own (undefined) in the browser. */
type Zone = 'UTC' | undefined

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: Zone, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${Object.keys(parts).join(' ')}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone })
  formats.set(key, made)
  return made
}

const time = { hour: '2-digit', minute: '2-digit' } as const
const seconds = { ...time, second: '2-digit' } as const
const date = { day: 'numeric', month: 'short' } as const
const dated = { ...date, year: 'numeric' } as const

/** `12:04` on the day of `now`, else `21 Nov 12:04`, and `21 Nov 2024` in another year. Epoch milliseconds in. */
export function momentText(at: number, now: number, zone?: Zone): string {
  if (!isMoment(at)) return '–'
  const day = (one: number) => format(zone, dated).format(one)
  if (day(at) === day(now)) return format(zone, time).format(at)
  const year = (one: number) => day(one).slice(-4)
  return year(at) === year(now)
    ? `${format(zone, date).format(at)} ${format(zone, time).format(at)}`
    : format(zone, dated).format(at)
}

/** To the second, with its date when it was not on the day of `now`: `12:04:31`, `21 Nov 12:04:31`, `31 Dec 2025 12:04:31`. */
export function datedSecondText(at: number, now: number, zone?: Zone): string {
  if (!isMoment(at)) return '–'
  const day = (one: number) => format(zone, dated).format(one)
  if (day(at) === day(now)) return secondText(at, zone)
  const sameYear = day(at).slice(-4) === day(now).slice(-4)
  return `${sameYear ? format(zone, date).format(at) : day(at)} ${secondText(at, zone)}`
}

/** `12:04:31`. */
export const secondText = (at: number, zone?: Zone): string => (isMoment(at) ? format(zone, seconds).format(at) : '–')

/** The whole of it, for whoever rests on a short text: `2026-11-22 12:04:31 UTC`. */
export const exactText = (at: number): string =>
  isMoment(at)
    ? new Date(at)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, ' UTC')
    : ''

/** Clusters hold any number; dates end at 8.64e15 ms. */
const isMoment = (at: number): boolean => Math.abs(at) <= 8.64e15
