import { named } from '@/lib/core/named'
import type { EndedTrialRow, OpenTrialRow } from '@/lib/endpoints/confirmed/row'

/** The portal decides within seconds of a trial's end; whoever reads the clock a moment early is not to be alarmed. */
const patienceMs = 90_000

/** `1:12`, and `1:00:00` from an hour on. */
export const leftText = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

export type Phase = 'running' | 'deciding' | 'overdue'

export const phaseOf = ({ until }: OpenTrialRow, now: number): Phase =>
  now < until ? 'running' : now < until + patienceMs ? 'deciding' : 'overdue'

const what = ({ fields }: OpenTrialRow): string => (fields.length === 0 ? 'the change' : `the new ${named(fields)}`)

/** What happens by itself, and when not. */
export const openText = (trial: OpenTrialRow, phase: Phase): string => {
  const { watched, amiss, by, overtaken } = trial
  if (overtaken) return 'Somebody has changed it again since, so nothing will be restored.'
  const are = (list: readonly string[]) => `${named(list)} ${list.length === 1 ? 'is' : 'are'}`
  if (phase === 'overdue')
    return `The portal could not decide about ${what(trial)}, which ${by} applied. Look at the bridges, then keep it or restore what was before.`
  const but =
    amiss.length === 0
      ? ''
      : ` ${named(amiss)} ${amiss.length === 1 ? 'was' : 'were'} not connected before and ${amiss.length === 1 ? 'does' : 'do'} not count.`
  return `Unless ${are(watched)} connected again by then, ${what(trial)} by ${by} is taken back and what was before is restored.${but}`
}

/** The title of what is told once it is over, on the page and as a notification. */
export const endedTitle = ({ how }: Pick<EndedTrialRow, 'how'>, name: string): string =>
  ({
    kept: `The change of “${name}” is kept`,
    restored: `The previous settings of “${name}” are restored`,
    abandoned: `The change of “${name}” is not watched any more`,
  })[how]

export const endedIntent = { kept: 'success', restored: 'warning', abandoned: 'info' } as const

const minute = 60_000

/** For how long the page still tells of it: what was taken back is told a day, to the next shift too. */
const toldFor = { kept: 10 * minute, restored: 24 * 60 * minute, abandoned: 60 * minute } as const

export const isTold = ({ how, at }: EndedTrialRow, now: number): boolean => now < at + toldFor[how]
