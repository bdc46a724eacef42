import { isDeepStrictEqual } from 'node:util'
import { CustomObjectsApi, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import { Connection, refusedWith, unlessAbsent } from '../client/connection.ts'
import { follow } from '../client/follow.ts'
import { WorkQueue } from '../client/work-queue.ts'
import { VOCABULARIES, withConditions, type Vocabulary, type VocabularyName } from './conditions.ts'
import { Synchroniser } from './sync.ts'
import { PROVIDER_CLASSES, SECRET_SYNCS, type ProviderClass, type SecretSync } from './types.ts'
import { Vaults, type VaultAccess } from './vaults.ts'

export interface SecretSyncOptions {
  /** Path of the kubeconfig; its current context is used. */
  kubeconfig: string
  /** Where; in all namespaces when absent. */
  namespace?: string | undefined
  vaults: readonly VaultAccess[]
  vocabulary?: VocabularyName
  /** How often the vault is asked for new versions. AIO sets 120 seconds; the sandbox is in a hurry. */
  pollMs?: number
}

export interface SecretSyncController {
  /** Resolves when every SecretSync that was there at the start has had its turn. */
  settled: Promise<void>
  stop(): Promise<void>
}

/** Starts the controller. It waits for the API server and for the kinds to be served, and goes on after either went away. */
export function startSecretSync(options: SecretSyncOptions): SecretSyncController {
  const { kubeconfig, namespace, vaults, vocabulary = 'microsoft', pollMs = 2_000 } = options
  const scope = namespace === undefined ? {} : { namespace }
  const connection = Connection.fromFile(kubeconfig)
  const controller = new Controller(connection, new Vaults(vaults), VOCABULARIES[vocabulary])
  const poll = setInterval(() => controller.all(), pollMs)
  const unfollow = [
    follow<SecretSync>(
      connection,
      SECRET_SYNCS,
      {
        listed: (syncs) => controller.listed(syncs),
        changed: (type, sync) => controller.changed(type, sync),
      },
      scope,
    ),
    follow<ProviderClass>(
      connection,
      PROVIDER_CLASSES,
      {
        listed: () => undefined,
        changed: (_type, { metadata }) => controller.classChanged(metadata.namespace, metadata.name),
      },
      scope,
    ),
  ]
  return {
    settled: controller.settled,
    async stop() {
      clearInterval(poll)
      const stopped = [...unfollow.map((stop) => stop()), controller.stop()]
      // An API server that hangs must not hold us up.
      await connection.close()
      await Promise.all(stopped)
    },
  }
}

const keyOf = ({ metadata }: SecretSync) => `${metadata.namespace}/${metadata.name}`

class Controller {
  #objects: CustomObjectsApi
  #synchroniser: Synchroniser
  #vocabulary: Vocabulary
  #known = new Map<string, SecretSync>()
  #queue = new WorkQueue((key) => this.#pass(key))
  #firstTurn = Promise.withResolvers<void>()

  constructor(connection: Connection, vaults: Vaults, vocabulary: Vocabulary) {
    this.#objects = connection.makeApiClient(CustomObjectsApi)
    this.#synchroniser = new Synchroniser(connection, vaults, vocabulary.partial)
    this.#vocabulary = vocabulary
  }

  get settled(): Promise<void> {
    return this.#firstTurn.promise
  }

  listed(syncs: SecretSync[]): void {
    this.#known = new Map(syncs.map((sync) => [keyOf(sync), sync]))
    this.all()
    void this.#queue.whenIdle().then(this.#firstTurn.resolve)
  }

  /** Our own writes of the status do not change the generation, so they start no pass. */
  changed(type: 'ADDED' | 'MODIFIED' | 'DELETED', sync: SecretSync): void {
    const key = keyOf(sync)
    const before = this.#known.get(key)
    if (type === 'DELETED') {
      this.#known.delete(key)
      return
    }
    this.#known.set(key, sync)
    const { uid, generation } = sync.metadata
    if (before?.metadata.uid !== uid || before.metadata.generation !== generation) this.#queue.add(key)
  }

  classChanged(namespace: string | undefined, name: string): void {
    for (const [key, { metadata, spec }] of this.#known) {
      if (metadata.namespace === namespace && spec.secretProviderClassName === name) this.#queue.add(key)
    }
  }

  all(): void {
    for (const key of this.#known.keys()) this.#queue.add(key)
  }

  stop(): Promise<void> {
    return this.#queue.stop()
  }

  /** One pass: read, sync, say so. What cannot be said now is said by the next pass. */
  async #pass(key: string): Promise<void> {
    const [namespace = '', name = ''] = key.split('/')
    try {
      const reading = this.#objects.getNamespacedCustomObject({ ...SECRET_SYNCS, namespace, name })
      const found: SecretSync | undefined = await unlessAbsent(reading)
      if (!found || found.metadata.deletionTimestamp) return
      const sync = found.status?.conditions?.length ? found : await this.#introduce(found)
      await this.#report(sync, await this.#synchroniser.sync(sync))
    } catch (error) {
      // A conflict means that the object changed meanwhile: its event starts the next pass. The rest is for the next poll.
      const code = refusedWith(error)
      if (code !== 409 && code !== undefined)
        process.stderr.write(`secret sync: ${key}: the API server refused with ${code}\n`)
    }
  }

  /** Controllers say that they have seen an object before they know how it will go (Kubernetes API conventions). */
  #introduce(sync: SecretSync): Promise<SecretSync> {
    const conditions = withConditions([], this.#vocabulary.first, timestamp())
    return this.#writeStatus(sync, { conditions })
  }

  async #report(sync: SecretSync, outcome: Awaited<ReturnType<Synchroniser['sync']>>): Promise<void> {
    const { provisional } = this.#vocabulary
    const before = sync.status ?? {}
    const kept = (before.conditions ?? []).filter(({ type }) => type !== provisional)
    const now = timestamp()
    const stated = this.#vocabulary.state(outcome, before.syncHash === undefined ? 'create' : 'update')
    const synced = outcome.kind === 'created' || outcome.kind === 'updated'
    const status = {
      ...before,
      conditions: withConditions(kept, stated, now),
      ...(synced && { syncHash: outcome.syncHash, lastSuccessfulSyncTime: now }),
    }
    if (!isDeepStrictEqual(status, before)) await this.#writeStatus(sync, status)
  }

  #writeStatus({ metadata }: SecretSync, status: NonNullable<SecretSync['status']>): Promise<SecretSync> {
    const { name, namespace, resourceVersion } = metadata
    return this.#objects.patchNamespacedCustomObjectStatus(
      {
        ...SECRET_SYNCS,
        namespace,
        name,
        body: { metadata: { resourceVersion }, status },
        fieldManager: 'secrets-store-sync-controller',
      },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    )
  }
}

/** Kubernetes writes times to the second. */
const timestamp = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z')
