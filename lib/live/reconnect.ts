/** How long to wait before the next try to reach the portal, milliseconds. */

/**
 * A cut is mended at once: the first try comes within a quarter of a second, later ones at most every second while the
 * portal is plainly away, and ever more slowly when it keeps answering that it will not serve. `attempt` counts failures
 * in a row from 1; `random` is in [0, 1).
 */
export const reconnectAfter = (attempt: number, refused: boolean, random: number): number => {
  const cap = refused ? 15_000 : 1_000
  const most = Math.min(cap, 250 * 2 ** Math.min(attempt - 1, 10))
  return Math.round(most * (0.5 + random / 2))
}

/**
 * A stream this quiet is dead: the portal says how fresh each feed is at least every 15 seconds. Browsers notice an
 * orderly end by themselves, a connection that went silent never.
 */
export const silenceMs = 35_000
