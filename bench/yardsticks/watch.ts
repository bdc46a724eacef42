import { createInterface } from 'node:readline'
import type { Cluster, Resource } from '../../e2e/cluster.ts'
import { open } from './kubernetes.ts'
import type { Plural } from './kubernetes.ts'

/** Watches a kind as a client of ten lines does. `heard` is called with each change, as soon as its line is there. */
export async function bareWatch(
  cluster: Cluster,
  plural: Plural,
  heard: (object: Resource) => void,
): Promise<{ stop: () => void }> {
  const body = await open(cluster, plural, 'watch=true')
  createInterface({ input: body }).on('line', (line) => {
    const { object } = JSON.parse(line) as { object: Resource }
    heard(object)
  })
  return { stop: () => void body.destroy() }
}
