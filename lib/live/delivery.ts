import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { Change } from './copy'

/**
 * Hands the changes of a copy on. The copy has an object before anybody hears of it, so what `tell` throws at would not come
 * again with the next list: it is told once more then. Once, so that a bug which throws at every object does not go round
 * for ever. What `tell` throws is thrown on.
 */
export const createDelivery = (tell: (changes: readonly Change[]) => void) => {
  const untaken = new Set<string>()

  const hand = (changes: readonly Change[], again: ReadonlySet<string>) => {
    if (changes.length === 0) return
    try {
      tell(changes)
    } catch (error) {
      for (const { name } of changes) if (!again.has(name)) untaken.add(name)
      throw error
    }
  }

  return {
    changed: (changes: readonly Change[]) => hand(changes, new Set()),
    /** Changes that a list brought, with all objects there are now. */
    listed: (changes: readonly Change[], objects: ReadonlyMap<string, KubernetesObject>) => {
      const again = new Set(untaken)
      untaken.clear()
      for (const { name } of changes) again.delete(name)
      const repeated = [...again].map((name): Change => {
        const object = objects.get(name)
        return object ? { name, object } : { name }
      })
      hand([...changes, ...repeated], again)
    },
  }
}
