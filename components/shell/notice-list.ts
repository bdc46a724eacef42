/** Something worth telling, also to somebody who looks later. */
export type Notice = {
  id: string
  /** Epoch milliseconds of this browser. */
  at: number
  level: 'success' | 'info' | 'warning' | 'error'
  title: string
  detail?: string
  /** Finds the log lines of a failed operation. */
  operationId?: string
  /** Offered for as long as the toast stands, e.g. *Undo*. */
  action?: { label: string; run: () => void }
  /** How long the toast stands, in milliseconds. Errors stay until they are closed. */
  lasts: number
  /** Is it still on screen as a toast? */
  toast: boolean
  seen: boolean
}

export type NewNotice = Pick<Notice, 'level' | 'title' | 'detail' | 'operationId' | 'action'> & { lasts?: number }

export type NoticeStep =
  | { type: 'add'; notice: Notice }
  /** The toast goes; the notice stays in the panel. */
  | { type: 'close'; id: string }
  | { type: 'seen' }
  | { type: 'clear' }

const kept = 100
const toasts = 4

export const untilClosed = Number.POSITIVE_INFINITY

/** How long a toast stands when nobody says otherwise. */
export const standingTime = ({ level, action }: Pick<NewNotice, 'level' | 'action'>): number =>
  level === 'error' ? untilClosed : action || level === 'warning' ? 10_000 : 5_000

/** Newest first. Old notices fall off the end, and the oldest toasts make room for new ones unless they are errors. */
export function stepNotices(list: readonly Notice[], step: NoticeStep): readonly Notice[] {
  switch (step.type) {
    case 'add': {
      let room = toasts - 1
      const rest = list.map((one) => {
        if (!one.toast || one.level === 'error' || room-- > 0) return one
        return { ...one, toast: false, action: undefined }
      })
      return [step.notice, ...rest].slice(0, kept)
    }
    case 'close':
      return list.map((one) => (one.id === step.id ? { ...one, toast: false, action: undefined } : one))
    case 'seen':
      return list.some((one) => !one.seen) ? list.map((one) => ({ ...one, seen: true })) : list
    case 'clear':
      return list.filter((one) => one.toast)
  }
}
