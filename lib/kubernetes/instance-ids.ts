/** Static folders of `app/`: an instance of the same id could not be reached. */
const taken = new Set(['api', 'sign-in', 'signed-out'])

/**
 * URL ids for contexts, in their order: the context's name in lower case with everything else than letters and digits
 * turned into dashes. Two contexts that come out alike, or like a folder of the portal, get a number.
 */
export const instanceIds = (contexts: readonly string[]): string[] => {
  const used = new Set(taken)
  return contexts.map((context) => {
    const base = slug(context)
    let id = base
    for (let count = 2; used.has(id); count += 1) id = `${base}-${count}`
    used.add(id)
    return id
  })
}

const slug = (context: string) =>
  context
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 50)
    .replace(/-$/, '') || 'instance'
