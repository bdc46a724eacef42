/** Places in a list: from `first` up to, not with, `last`. */
export type RowWindow = { first: number; last: number }

/** Rows beyond the edge of what is in sight: below `least` more are drawn, up to `most`, so that not every frame draws. */
const least = 4
const most = 8

/** What the server draws and the browser hydrates before it knows how high the region is: a tall screenful. */
export const firstWindow: RowWindow = { first: 0, last: 24 }

/** The rows that a region shows, wholly or in part. All in pixels; rows are equally high. */
export function rowsInSight(scrolled: number, height: number, rowHeight: number, count: number): RowWindow {
  const within = (row: number) => Math.min(Math.max(row, 0), count)
  return { first: within(Math.floor(scrolled / rowHeight)), last: within(Math.ceil((scrolled + height) / rowHeight)) }
}

/** The rows to draw, given what is drawn already: the very same window while it reaches far enough. */
export function windowAround(drawn: RowWindow, { first, last }: RowWindow, count: number): RowWindow {
  const reaches = drawn.first <= Math.max(first - least, 0) && drawn.last >= Math.min(last + least, count)
  return reaches ? drawn : { first: Math.max(first - most, 0), last: Math.min(last + most, count) }
}
