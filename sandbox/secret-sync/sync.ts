import { CoreV1Api, CustomObjectsApi, type V1Secret } from '@kubernetes/client-node'
import { refusedWith, unlessAbsent, type Connection } from '../client/connection.ts'
import { MisconfiguredError, parseObjects, sourcePathOf, type VaultObject } from './objects.ts'
import type { ItemReport, Outcome } from './outcome.ts'
import { contentFor, isForeign, isUpToDate, RESERVED, secretFor, syncHash, type SecretData } from './secret.ts'
import { PROVIDER_CLASSES, type ProviderClass, type SecretSync } from './types.ts'
import type { Vaults } from './vaults.ts'

const FIELD_MANAGER = 'secrets-store-sync-controller'

interface Fetched {
  data: SecretData
  items: ItemReport[]
}

/** Brings the Secret of a SecretSync up to date with the vault. Throws only when the API server itself fails. */
export class Synchroniser {
  #core: CoreV1Api
  #objects: CustomObjectsApi
  #vaults: Vaults
  #partial: boolean

  /** `partial`: sync what can be fetched, rather than nothing when one item fails. */
  constructor(connection: Connection, vaults: Vaults, partial: boolean) {
    this.#core = connection.makeApiClient(CoreV1Api)
    this.#objects = connection.makeApiClient(CustomObjectsApi)
    this.#vaults = vaults
    this.#partial = partial
  }

  async sync(sync: SecretSync): Promise<Outcome> {
    const { namespace } = sync.metadata
    const { secretProviderClassName, serviceAccountName, secretObject } = sync.spec
    if (secretObject.labels?.[RESERVED] !== undefined)
      return { kind: 'reserved-label', message: `label ${RESERVED} is reserved for use by the controller` }
    if (secretObject.annotations?.[RESERVED] !== undefined)
      return { kind: 'reserved-annotation', message: `annotation ${RESERVED} is reserved for use by the controller` }

    const account = this.#core.readNamespacedServiceAccount({ namespace, name: serviceAccountName })
    if (!(await unlessAbsent(account)))
      return {
        kind: 'account-missing',
        message: `failed to get a token: serviceaccounts "${serviceAccountName}" not found`,
      }

    const reading = this.#objects.getNamespacedCustomObject({
      ...PROVIDER_CLASSES,
      namespace,
      name: secretProviderClassName,
    })
    const providerClass: ProviderClass | undefined = await unlessAbsent(reading)
    if (!providerClass)
      return {
        kind: 'class-missing',
        message: `failed to get SecretProviderClass "${secretProviderClassName}": not found`,
      }
    try {
      return await this.#fetchAndWrite(sync, providerClass)
    } catch (error) {
      if (error instanceof MisconfiguredError) return { kind: 'class-invalid', message: error.message }
      throw error
    }
  }

  async #fetchAndWrite(sync: SecretSync, providerClass: ProviderClass): Promise<Outcome> {
    const { provider, parameters = {} } = providerClass.spec ?? {}
    if (provider !== 'azure') throw new MisconfiguredError(`provider not found: provider "${provider ?? ''}"`)
    if (!parameters.keyvaultName) throw new MisconfiguredError('keyvaultName is not set')
    const objects = new Map(parseObjects(parameters).map((object) => [sourcePathOf(object), object]))
    const missing = sync.spec.secretObject.data.find(({ sourcePath }) => !objects.has(sourcePath))
    if (missing)
      return { kind: 'source-missing', message: `file matching sourcePath ${missing.sourcePath} not found in the pod` }

    const fetched = await this.#fetch(sync, parameters.keyvaultName, objects)
    const failed = fetched.items.filter(({ status }) => status === 'Failed').length
    if (failed > 0 && (!this.#partial || failed === fetched.items.length))
      return { kind: 'fetch-failed', items: fetched.items }
    return this.#write(sync, providerClass, fetched, failed > 0)
  }

  /** The latest versions of all items. The upstream controller's provider fetches everything that the class names, wanted or not. */
  async #fetch(sync: SecretSync, vault: string, objects: Map<string, VaultObject>): Promise<Fetched> {
    const { type = 'Opaque', data: wanted } = sync.spec.secretObject
    const paths = this.#partial ? wanted.map(({ sourcePath }) => sourcePath) : [...objects.keys()]
    const reads = new Map<string, Promise<Buffer | Error>>()
    for (const path of paths) {
      const object = objects.get(path)
      if (object && !reads.has(path)) reads.set(path, this.#vaults.read(vault, object).catch(asError))
    }
    const data: SecretData = {}
    const items: ItemReport[] = []
    for (const { sourcePath, targetKey } of wanted) {
      const content = await reads.get(sourcePath)
      if (content !== undefined && !(content instanceof Error))
        data[targetKey] = contentFor(type, targetKey, content).toString('base64')
      items.push({ sourcePath, targetKey, ...reportOf(content) })
    }
    if (!this.#partial) {
      for (const [sourcePath, content] of reads) {
        const error = await content
        if (error instanceof Error) items.push({ sourcePath, targetKey: '', ...reportOf(error) })
      }
    }
    return { data, items }
  }

  async #write(
    sync: SecretSync,
    providerClass: ProviderClass,
    { data, items }: Fetched,
    partial: boolean,
  ): Promise<Outcome> {
    const { name, namespace } = sync.metadata
    const live = await unlessAbsent(this.#core.readNamespacedSecret({ name, namespace }))
    if (live && isForeign(live))
      return { kind: 'foreign-secret', message: `secret "${name}" exists and was not created by the controller` }

    // What could not be fetched stays as it is: an old key is better than none.
    const kept = partial ? Object.fromEntries(items.map(({ targetKey }) => [targetKey, live?.data?.[targetKey]])) : {}
    const complete: SecretData = { ...present(kept), ...data }
    const hash = syncHash(complete, providerClass, sync)
    const unchanged = sync.status?.syncHash === hash
    const settled = unchanged && !hasFailed(sync)
    // A Secret that somebody edited is put right with the next change only; one that was deleted comes back with the next poll.
    if (!(settled && live)) {
      const failure = await this.#put(secretFor(sync, complete, live), live)
      if (failure !== undefined) return { kind: 'write-failed', message: failure }
    }
    if (partial) return { kind: 'partial', items }
    if (sync.status?.syncHash === undefined) return { kind: 'created', syncHash: hash }
    return { kind: unchanged ? 'unchanged' : 'updated', syncHash: hash }
  }

  /** Writes the Secret when it differs; answers why it could not be written. */
  async #put(secret: V1Secret, live: V1Secret | undefined): Promise<string | undefined> {
    const { name = '', namespace = '' } = secret.metadata ?? {}
    try {
      if (!live) await this.#core.createNamespacedSecret({ namespace, body: secret, fieldManager: FIELD_MANAGER })
      else if (!isUpToDate(live, secret))
        await this.#core.replaceNamespacedSecret({ name, namespace, body: secret, fieldManager: FIELD_MANAGER })
      return undefined
    } catch (error) {
      const code = refusedWith(error)
      if (code === undefined || code === 409) throw error
      // The server's own text is left out: it may repeat the body, and the body holds the values.
      return `failed to patch secret "${name}": the API server refused it with ${code}`
    }
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error('failed'))

const reportOf = (content: Buffer | Error | undefined): Pick<ItemReport, 'status' | 'error'> =>
  content instanceof Error ? { status: 'Failed', error: content.message } : { status: 'Succeeded' }

const present = (data: Record<string, string | undefined>): SecretData =>
  Object.fromEntries(Object.entries(data).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))

const hasFailed = ({ status }: SecretSync) =>
  status?.conditions?.some((condition) => condition.status !== 'True') ?? false
