import { expiryLevel, expirySentence, refusedByBrokers } from '@/lib/core/expiry'
import type { Check, Validity } from './define'

/** Warns 30 days ahead, and says error once brokers turn the certificate away. */
export const expiry = (
  id: string,
  what: string,
  { notBefore, notAfter }: Validity,
  now: number,
  dataflows: readonly string[],
  fix: Check['fix'],
): Check[] => {
  const validity = {
    ...(known(notBefore) && { notBefore }),
    ...(known(notAfter) && { notAfter }),
  }
  const sentence = expirySentence(validity, now)
  if (sentence === undefined) return []
  const level = expiryLevel(validity, now)
  return [
    {
      id,
      level: refusedByBrokers(level) || level === 'day' ? 'error' : level === 'month' ? 'info' : 'warning',
      text: `${what}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`,
      dataflows,
      ...(fix && { fix }),
    },
  ]
}

const known = (time: number | undefined): time is number => time !== undefined && !Number.isNaN(time)
