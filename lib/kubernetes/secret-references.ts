/**
 * Names of Secrets that a resource refers to, wherever in its spec: every kind of endpoint has its own block for them, but
 * the field is called `secretRef` in all.
 */
export const secretReferences = ({ spec }: Readonly<Record<string, unknown>>): Set<string> => {
  const found = new Set<string>()
  let level: unknown[] = [spec]
  // Level by level and not for ever: these objects were written by others.
  for (let depth = 0; depth < 12 && level.length > 0; depth += 1) {
    level = level.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return []
      for (const [key, inner] of Object.entries(value))
        if (key === 'secretRef' && typeof inner === 'string') found.add(inner)
      return Object.values(value)
    })
  }
  return found
}
