const keyOf = (trial: string): string => `sluice trial dismissed ${trial}`

/** Where a browser refuses storage, until the page is left. */
const here = new Set<string>()
const listeners = new Set<() => void>()

/** Was the end of this trial dismissed in this tab? */
export function isDismissed(trial: string): boolean {
  if (here.has(trial)) return true
  try {
    return sessionStorage.getItem(keyOf(trial)) !== null
  } catch {
    return false
  }
}

/** Remembers for as long as the tab lives that the end of this trial has been read. */
export function dismiss(trial: string): void {
  here.add(trial)
  try {
    sessionStorage.setItem(keyOf(trial), '')
  } catch {
    // Refused or full: then it is remembered until the page is left.
  }
  for (const listener of listeners) listener()
}

/** Calls back whenever one is dismissed. Answers how to stop that. */
export function onDismissed(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
