/** Where an object keeps a change of it that is on trial. */
export const trialAnnotation = 'sluice/trial'

/**
 * Annotations that tools keep for themselves and that tell of one object at one time: a second copy of it in one line, and
 * a change on trial. Nobody is shown them as settings, and no copy of the object carries them.
 */
const toolAnnotations: readonly string[] = ['kubectl.kubernetes.io/last-applied-configuration', trialAnnotation]

/** What people wrote, or nothing when that is none. */
export const ownAnnotations = (annotations: Record<string, string> = {}): Record<string, string> | undefined => {
  const own = Object.entries(annotations).filter(([key]) => !toolAnnotations.includes(key))
  return own.length === 0 ? undefined : Object.fromEntries(own)
}
