/** The history entry that this document was loaded at. Read when the page's first scripts run: later another one is open. */
const loadedKey = typeof window === 'undefined' ? undefined : currentKey(0)

/**
 * Was the document loaded at the entry that is open now, or so many steps before it? Then nothing of the portal's stands
 * behind it in the history. Browsers without the Navigation API compare the address, and may take another visit for it.
 */
export function isLoadedEntry(stepsBefore: number): boolean {
  if (loadedKey !== undefined) return currentKey(stepsBefore) === loadedKey
  const [load] = performance.getEntriesByType('navigation')
  return load === undefined || new URL(load.name).pathname === window.location.pathname
}

function currentKey(stepsBefore: number): string | undefined {
  const { navigation }: { navigation?: Navigation } = window
  const at = navigation?.currentEntry?.index
  return at === undefined ? undefined : navigation?.entries()[at - stepsBefore]?.key
}
