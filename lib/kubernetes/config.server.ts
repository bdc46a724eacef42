import 'server-only'
import { settings } from '@/lib/core/env.server'
import { errorFacts } from '@/lib/core/errors'
import { type Failure, type Result, failed, success } from '@/lib/core/result'
import type { Instance } from './instance'
import type { InstanceConfig } from './instance-config.server'
import { instanceIds } from './instance-ids'
import { inContext, loadKubeConfig, sourceOf, stampOf } from './kubeconfig.server'
import { processWide } from '@/lib/core/process-wide.server'

type Entry = { instance: Instance; config: InstanceConfig }
type Loaded = { stamp: string; entries: Result<Map<string, Entry>> }

/** Azure IoT Operations installs itself here unless told otherwise. */
const usualNamespace = 'azure-iot-operations'

/**
 * The instances the portal serves, the kubeconfig's current context first. A context whose cluster is not defined is
 * left out, as kubectl could not use it either. Fails when no kubeconfig can be read; the next call tries again.
 */
export const listInstances = (): Result<Instance[]> => {
  const entries = loaded()
  return entries.ok ? success([...entries.value.values()].map(({ instance }) => instance)) : entries
}

/** The instance of a URL, or `not-found`. */
export const instanceOf = (id: string): Result<Instance> => {
  const entry = entryOf(id)
  return entry.ok ? success(entry.value.instance) : entry
}

/** The credentials to talk to an instance's cluster with: always the newest that the kubeconfig holds. */
export const configOf = (instance: Instance): Result<InstanceConfig> => {
  const entry = entryOf(instance.id)
  return entry.ok ? success(entry.value.config) : entry
}

const entryOf = (id: string): Result<Entry> => {
  const entries = loaded()
  if (!entries.ok) return entries
  const entry = entries.value.get(id)
  return entry ? success(entry) : failed(unknownInstance)
}

const unknownInstance: Failure = {
  code: 'not-found',
  message: 'The portal does not serve an instance of this name.',
  next: 'Choose one from the list of instances, or add its context to the kubeconfig.',
}

const loaded = (): Loaded['entries'] => {
  const holder = processWide<{ last?: Loaded }>('sluice.kubernetes.instances', () => ({}))
  const source = sourceOf(process.env)
  const stamp = stampOf(source)
  if (holder.last?.stamp === stamp && holder.last.entries.ok) return holder.last.entries
  holder.last = { stamp, entries: load(source) }
  return holder.last.entries
}

const load = (source: ReturnType<typeof sourceOf>): Loaded['entries'] => {
  try {
    const config = loadKubeConfig(source)
    const contexts = config.contexts
      .filter(({ cluster }) => config.getCluster(cluster)?.server)
      .sort((one, other) => Number(other.name === config.currentContext) - Number(one.name === config.currentContext))
    if (contexts.length === 0) return failed(noContext)
    const ids = instanceIds(contexts.map(({ name }) => name))
    return success(
      new Map(
        contexts.map((context, at) => {
          const instance: Instance = {
            id: ids[at] ?? context.name,
            context: context.name,
            namespace: settings().namespace || context.namespace || usualNamespace,
            server: config.getCluster(context.cluster)?.server ?? '',
            actsAs: context.user,
          }
          return [instance.id, { instance, config: inContext(config, context.name) }]
        }),
      ),
    )
  } catch (error) {
    return failed({
      ...unreadable,
      message: `${unreadable.message} (${errorFacts(error).codes[0] ?? 'it is not a kubeconfig'})`,
    })
  }
}

const noContext: Failure = {
  code: 'unavailable',
  message: 'The kubeconfig names no cluster.',
  next: 'Set KUBECONFIG to a kubeconfig with at least one context.',
}

const unreadable: Failure = {
  code: 'unavailable',
  message: 'The kubeconfig could not be read.',
  next: 'Check the file that KUBECONFIG names.',
}
