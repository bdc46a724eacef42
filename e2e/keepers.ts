import { ApiException } from '@kubernetes/client-node'
import type { Heard } from './heard.ts'
import type { Plant } from './plant.ts'
import { classKind, syncKind } from './secrets.ts'

/** Data keys that name something rather than keep it. */
const open = new Set(['username', 'namespace'])

const seen = new WeakMap<Plant, Set<string>>()

/** Reads the two keepers of private values, vault and Kubernetes Secrets: what is new there is looked for from now on. */
export async function learnPrivateValues(plant: Plant): Promise<void> {
  const read = seen.get(plant) ?? new Set()
  seen.set(plant, read)
  const { core, namespace } = plant.cluster
  const [{ items }] = await Promise.all([core.listNamespacedSecret({ namespace }), learnVault(plant, read)])
  for (const { metadata, data = {} } of items) {
    for (const [key, value] of Object.entries(data)) {
      const of = `${key} of the Secret ${metadata?.name}`
      if (!open.has(key)) plant.privateValues.add(of, Buffer.from(value, 'base64').toString())
    }
  }
}

async function learnVault({ vault, privateValues }: Plant, read: Set<string>): Promise<void> {
  for await (const { name, enabled, updatedOn, tags } of vault.client.listPropertiesOfSecrets()) {
    const version = `${name} ${updatedOn?.toISOString()}`
    if (enabled === false || read.has(version) || name.endsWith('-username')) continue
    read.add(version)
    // Thousands of these share their beginning.
    if (tags?.generated === 'true') privateValues.add('a generated secret', 'generated value ')
    else privateValues.add(`${name} in the vault`, (await vault.value(name)) ?? '')
  }
}

/** Keeps what everybody in the cluster may read beside Secrets, for private values to be looked for in it. */
export async function hearCluster({ cluster }: Plant, heard: Heard): Promise<void> {
  const { core, custom, namespace } = cluster
  const lists = await Promise.all([
    core.listNamespacedEvent({ namespace }),
    core.listNamespacedConfigMap({ namespace }),
    ...[syncKind, classKind].map((kind) => custom.listNamespacedCustomObject({ ...kind, namespace }).catch(absent)),
  ])
  heard.hear('events, config maps and the objects of the sync', JSON.stringify(lists))
}

/** Some tests take the kinds of the sync out of the cluster. */
function absent(error: unknown): undefined {
  if (error instanceof ApiException && error.code === 404) return undefined
  throw error
}
