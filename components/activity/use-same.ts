'use client'

import { useState } from 'react'

/** The very same list as long as it holds the same things, so that a tick of the clock that changes nothing draws nothing. */
export function useSame<T>(list: readonly T[]): readonly T[] {
  const [kept, keep] = useState(list)
  const same = kept === list || (kept.length === list.length && kept.every((one, at) => one === list[at]))
  if (!same) keep(list)
  return same ? kept : list
}
