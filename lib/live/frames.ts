import type { LiveEvent, LiveRow } from './protocol'

/*
 * Live events as Server-Sent Events ("Server-sent events" in the HTML standard). JSON has no raw line breaks, so one
 * event is one `data` line and nothing inside a row can end it.
 */

/** One event as a frame. */
export const frame = (event: Exclude<LiveEvent, { type: 'rows' }>): string => `data: ${JSON.stringify(event)}\n\n`

/** A `rows` event as a frame, its rows encoded once for all readers. */
export const rowsFrame = (feed: string, rows: readonly LiveRow[]): string =>
  `data: {"type":"rows","feed":${JSON.stringify(feed)},"rows":[${rows.map(encoded).join(',')}]}\n\n`

/** Gives a frame an id: a reader that resumes goes on after it. The empty id makes it start over. */
export const withId = (text: string, id: string): string => `id: ${id}\n${text}`

/** Joins frames into pieces of a size that is worth a write: a batch is mostly one. */
export const packed = (frames: readonly string[]): string[] => {
  const pieces: string[] = []
  for (const text of frames) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + text.length <= pieceLength) pieces[pieces.length - 1] = last + text
    else pieces.push(text)
  }
  return pieces
}

const pieceLength = 64 * 1024

/** A comment: keeps proxies from closing a quiet stream. */
export const heartbeatFrame = ':\n\n'

/** How long a browser waits when it reconnects by itself, spread so that they do not all come at once. */
export const retryFrame = (random: number): string => `retry: ${Math.round(300 + random * 700)}\n\n`

/** A few hundred kilobytes at most, so that a slow reader is served in pieces. */
export const rowsPerFrame = 500

const texts = new WeakMap<LiveRow, string>()

const encoded = (row: LiveRow): string => {
  const known = texts.get(row)
  if (known !== undefined) return known
  const text = JSON.stringify(row)
  texts.set(row, text)
  return text
}
