import type { LineageInput, Link } from './lineage-types'

/** Sources that the SecretSync names and the provider class does not list, as happens when another tool writes the list back. */
export const lostSources = ({ sync, providerClass }: Pick<LineageInput, 'sync' | 'providerClass'>): string[] => {
  if (!providerClass || providerClass === 'absent' || providerClass.problem) return []
  const listed = new Set(providerClass.objects.map(({ sourcePath }) => sourcePath))
  return [...new Set(sync.data.map(({ sourcePath }) => sourcePath))].filter((path) => !listed.has(path))
}

export const providerClassLink = (input: LineageInput): Link => {
  const { sync, providerClass, vault } = input
  const link = { id: 'provider-class' as const, label: 'Provider class', name: sync.providerClass, fingerprints: [] }
  if (providerClass === undefined) return { ...link, state: 'unknown', says: 'The provider class has not been read.' }
  if (providerClass === 'absent') {
    const next = 'Create it again with “az iot ops secretsync enable”, or let the sync object name another one.'
    return { ...link, state: 'broken', says: 'There is no provider class of this name.', next }
  }
  if (providerClass.problem) {
    return { ...link, state: 'broken', says: providerClass.problem, next: 'Correct its list of objects.' }
  }
  const lost = lostSources(input)
  if (lost.length > 0) {
    const names = lost.map((path) => `“${path}”`).join(', ')
    const says = `${names} ${lost.length === 1 ? 'is' : 'are'} no longer listed: the next sync fails.`
    return {
      ...link,
      state: 'broken',
      says,
      next: lost.length === 1 ? 'Add it again.' : 'Add them again.',
      repair: { kind: 'add-entries', sourcePaths: lost },
    }
  }
  for (const { sourcePath, name, encoding = 'utf-8' } of providerClass.objects) {
    if (!sync.data.some((item) => item.sourcePath === sourcePath)) continue
    const fact = vault?.get(name.toLowerCase())
    const tag = fact?.state === 'present' ? fact.encoding?.toLowerCase() : undefined
    if ((tag === 'hex' || tag === 'base64') && encoding !== tag) {
      const says = `“${name}” is marked as ${tag} in the vault, but the list does not say so: the Secret gets the encoded text.`
      const next = 'Let the list say how it is encoded.'
      return { ...link, state: 'attention', says, next, repair: { kind: 'set-encoding', sourcePath, encoding: tag } }
    }
  }
  return { ...link, state: 'good', says: 'It lists everything this secret needs.' }
}
