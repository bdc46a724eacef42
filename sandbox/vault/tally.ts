import type { Verb } from './drills.ts'

/** A body that comes without a token is a value sent to somebody who has not been asked who he is: clients must never do that. */
type Counted = Verb | 'bodyWithoutToken'

export type Counts = Partial<Record<Counted, number>>

/** Requests since the start, by what they asked for, refused ones included: what `GET /sandbox` answers. */
export class Tally {
  #counts: Counts = {}

  get counts(): Counts {
    return this.#counts
  }

  count(what: Counted): void {
    this.#counts[what] = (this.#counts[what] ?? 0) + 1
  }
}
