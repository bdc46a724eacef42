/** How near a certificate's end is: the levels that warnings, colours and sorting go by. */
export type ExpiryLevel = 'not-yet-valid' | 'expired' | 'day' | 'week' | 'month' | 'fine'

export const dayMs = 86_400_000

/** `now` is the server's clock; the boundaries belong to the more urgent level. */
export const expiryLevel = (validity: { notBefore?: number; notAfter?: number }, now: number): ExpiryLevel => {
  const { notBefore, notAfter } = validity
  if (notAfter !== undefined && notAfter <= now) return 'expired'
  if (notBefore !== undefined && notBefore > now) return 'not-yet-valid'
  if (notAfter === undefined) return 'fine'
  const days = (notAfter - now) / dayMs
  return days <= 1 ? 'day' : days <= 7 ? 'week' : days <= 30 ? 'month' : 'fine'
}

/** Whether a broker turns the certificate away now, in which case it blocks rather than warns. */
export const refusedByBrokers = (level: ExpiryLevel) => level === 'expired' || level === 'not-yet-valid'

const dateText = (time: number) => new Date(time).toISOString().slice(0, 10)

/** *Expires in 6 days, on 2026-11-28* and the like, in UTC; nothing while all is well. */
export const expirySentence = (
  validity: { notBefore?: number; notAfter?: number },
  now: number,
): string | undefined => {
  const { notBefore = 0, notAfter = 0 } = validity
  const level = expiryLevel(validity, now)
  switch (level) {
    case 'fine':
      return undefined
    case 'expired':
      return `Expired on ${dateText(notAfter)}: brokers refuse it.`
    case 'not-yet-valid':
      return `Not valid before ${dateText(notBefore)}: until then brokers refuse it.`
    case 'day':
      return `Expires within a day, on ${dateText(notAfter)}.`
    case 'week':
    case 'month':
      return `Expires in ${Math.ceil((notAfter - now) / dayMs)} days, on ${dateText(notAfter)}.`
  }
}
