import 'server-only'
import { clusterFor } from '@/lib/access/cluster.server'
import type { Viewer } from '@/lib/access/viewer'
import { failed, success, type Result } from '@/lib/core/result'
import { instanceOf } from '@/lib/kubernetes/config.server'
import type { Instance } from '@/lib/kubernetes/instance'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { ResourceName } from '@/lib/kubernetes/resources'
import { snapshot } from '@/lib/live/hub.server'
import { managedByLabel, managedByUs, secretRow, type SecretRow } from './owner'
import { providerClassRow, type ProviderClassRow } from './provider-class-row'
import { endpointsTrusting, endpointsUsing } from './references'
import { syncedSecretRow, type SyncedSecretRow } from './synced-secret'

export type SecretCluster = ReturnType<typeof secretsOn>

/** An instance's secrets as the stores read and write them for a viewer; a failure when there is no such instance. */
export const openCluster = (id: string, viewer: Viewer): Result<SecretCluster> => {
  const instance = instanceOf(id)
  return instance.ok ? success(secretsOn(instance.value, viewer)) : instance
}

const secretsOn = (instance: Instance, viewer: Viewer) => {
  const client = clusterFor(viewer, instance)

  /** All objects of a kind: from the shared copy while it is up to date, else from the API server. */
  const all = async (resource: ResourceName): Promise<Result<KubernetesObject[]>> => {
    const { objects, complete, freshness } = await snapshot(instance, resource)
    if (complete && freshness.state === 'live') return success([...objects.values()])
    const page = await client.list(resource)
    if (page.ok) return success(page.value.objects)
    return page.failure.code === 'unsupported' ? success([]) : page
  }

  /** One object, or nothing when it is not there. */
  const optional = (answer: Result<KubernetesObject>): Result<KubernetesObject | undefined> =>
    answer.ok || answer.failure.code !== 'not-found' ? answer : success(undefined)

  return {
    client,

    syncedSecrets: async (): Promise<Result<SyncedSecretRow[]>> => mapped(await all('secretsyncs'), syncedSecretRow),

    providerClasses: async (): Promise<Result<ProviderClassRow[]>> =>
      mapped(await all('secretproviderclasses'), providerClassRow),

    /** Endpoints that refer to a Secret. */
    usersOf: async (secret: string): Promise<Result<string[]>> => {
      const endpoints = await all('dataflowendpoints')
      return endpoints.ok ? success(endpointsUsing(endpoints.value, secret)) : endpoints
    },

    /** Endpoints that trust what is in a config map. */
    trustersOf: async (configMap: string): Promise<Result<string[]>> => {
      const endpoints = await all('dataflowendpoints')
      return endpoints.ok ? success(endpointsTrusting(endpoints.value, configMap)) : endpoints
    },

    /** A config map from the API server. */
    configMap: async (name: string) => optional(await client.get('configmaps', name)),

    /** A SecretSync from the API server; nothing also where the extension is not there at all. */
    sync: async (name: string): Promise<Result<KubernetesObject | undefined>> => {
      const answer = optional(await client.get('secretsyncs', name))
      return answer.ok || answer.failure.code !== 'unsupported' ? answer : success(undefined)
    },

    /** A provider class from the API server. */
    providerClass: async (name: string) => optional(await client.get('secretproviderclasses', name)),

    /** Whose a Secret is, without its data. */
    secretMetadata: async (name: string): Promise<Result<SecretRow | undefined>> => {
      const answer = optional(await client.getMetadata('secrets', name))
      return answer.ok ? success(answer.value && secretRow(answer.value)) : answer
    },

    /** The Secrets that the portal wrote itself, without their data. */
    writtenSecrets: async (): Promise<Result<SecretRow[]>> => {
      const listed = await client.listMetadata('secrets', `${managedByLabel}=${managedByUs}`)
      if (!listed.ok) return listed
      return success(listed.value.map(secretRow).filter(({ owner }) => owner.kind === 'sluice'))
    },

    /** Is the Secret Store extension there? Fails when the cluster cannot be asked. */
    servesSync: async (): Promise<Result<boolean>> => {
      const page = await client.list('secretsyncs')
      if (page.ok) return success(true)
      return page.failure.code === 'unsupported' ? success(false) : failed(page.failure)
    },
  }
}

const mapped = <T>(objects: Result<KubernetesObject[]>, row: (object: KubernetesObject) => T): Result<T[]> =>
  objects.ok ? success(objects.value.map(row)) : objects
