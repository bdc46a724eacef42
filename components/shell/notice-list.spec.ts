import { describe, expect, it } from 'vitest'
import { standingTime, stepNotices, untilClosed } from './notice-list'
import type { Notice } from './notice-list'

const notice = (id: string, more: Partial<Notice> = {}): Notice => ({
  id,
  at: 0,
  level: 'success',
  title: id,
  lasts: 5_000,
  toast: true,
  seen: false,
  ...more,
})

const add = (list: readonly Notice[], ...more: Notice[]) =>
  more.reduce((known, one) => stepNotices(known, { type: 'add', notice: one }), list)

describe('standingTime', () => {
  it('leaves errors until they are closed, and time to act', () => {
    expect(standingTime({ level: 'error' })).toBe(untilClosed)
    expect(standingTime({ level: 'success', action: { label: 'Undo', run: () => undefined } })).toBe(10_000)
    expect(standingTime({ level: 'success' })).toBe(5_000)
  })
})

describe('stepNotices', () => {
  it('keeps in the panel what leaves the screen, without its action', () => {
    const action = { label: 'Undo', run: () => undefined }
    const list = stepNotices([notice('a', { action })], { type: 'close', id: 'a' })
    expect(list).toEqual([notice('a', { toast: false, action: undefined })])
  })

  it('makes room for new toasts, the newest first, but never at the cost of an error', () => {
    const list = add([], notice('error', { level: 'error' }), ...['a', 'b', 'c', 'd', 'e'].map((id) => notice(id)))
    expect(list.map(({ id }) => id)).toEqual(['e', 'd', 'c', 'b', 'a', 'error'])
    expect(list.filter(({ toast }) => toast).map(({ id }) => id)).toEqual(['e', 'd', 'c', 'b', 'error'])
  })

  it('forgets the oldest beyond a hundred', () => {
    const list = add([], ...Array.from({ length: 120 }, (_, at) => notice(String(at), { toast: false })))
    expect(list).toHaveLength(100)
    expect(list[0]?.id).toBe('119')
  })

  it('clears what is not on screen', () => {
    expect(stepNotices([notice('a'), notice('b', { toast: false })], { type: 'clear' }).map(({ id }) => id)).toEqual([
      'a',
    ])
  })

  it('marks all as seen, and changes nothing when they are', () => {
    const seen = stepNotices([notice('a')], { type: 'seen' })
    expect(seen[0]?.seen).toBe(true)
    expect(stepNotices(seen, { type: 'seen' })).toBe(seen)
  })
})
