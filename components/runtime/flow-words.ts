import type { Flow } from '@/lib/runtime/flow'

type Counted = Extract<Flow, { kind: 'counted' }>

/** A rate in few characters, in the unit that has digits to show: `1,200/s`, `118/s`, `2.5/s`, `4/min`, `0/s`. */
export function rateText(perSecond: number): string {
  if (!Number.isFinite(perSecond) || perSecond < 0) return '–'
  if (perSecond === 0) return '0/s'
  if (perSecond >= 10) return `${Math.round(perSecond).toLocaleString('en')}/s`
  if (perSecond >= 0.95) return `${tenth(perSecond)}/s`
  const perMinute = perSecond * 60
  return perMinute >= 0.95 ? `${Math.round(perMinute)}/min` : `${tenth(perMinute * 60)}/h`
}

const tenth = (value: number): string => String(Math.round(value * 10) / 10)

/** Whose figure it is, where the counters cover more than this bridge. */
export const sharedText = ({ sharedWith }: Counted): string | undefined => {
  if (sharedWith.length === 0) return undefined
  const shown = sharedWith.slice(0, 5).join(', ')
  const more = sharedWith.length > 5 ? ` and ${sharedWith.length - 5} more` : ''
  return `Counters are kept for each pod and kind of service. This figure also covers ${shown}${more}.`
}
