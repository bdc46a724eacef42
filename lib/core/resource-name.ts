/**
 * What is wrong with the name of a new resource of Azure IoT Operations. Kubernetes would take more; staying with Azure's
 * rule (3 to 63 lower-case letters, digits and hyphens) keeps the name portable. `thing` is what is to be named.
 */
export const resourceNameProblem = (thing: string, name: string): string | undefined => {
  if (name === '') return `Give the ${thing} a name.`
  if (/[A-Z]/.test(name)) return 'Use lower-case letters only.'
  const bad = name.replace(/[a-z0-9-]/g, '')[0]
  if (bad) return `Use lower-case letters, digits and hyphens only: ${shownCharacter(bad)} does not belong in a name.`
  if (name.startsWith('-') || name.endsWith('-')) return 'A name does not begin or end with a hyphen.'
  if (name.length < 3) return 'A name has at least 3 characters.'
  if (name.length > 63) return `A name has at most 63 characters; this one has ${name.length}.`
  return undefined
}

/** A character as a sentence can name it. */
export const shownCharacter = (character: string): string =>
  /\s/.test(character)
    ? 'a space'
    : character === '.'
      ? 'a dot'
      : character === '_'
        ? 'an underscore'
        : `“${character}”`
