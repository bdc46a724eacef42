import 'server-only'
import { type Result, failed, success } from '@/lib/core/result'
import type { Instance } from './instance'
import { candidates, pluralsOf, versionsOf } from './discovery'
import { notServed } from './failures'
import { processWide } from '@/lib/core/process-wide.server'
import { type ResourceKind, type ResourceName, resourceKind } from './resources'

/** Asks the cluster for a document of its discovery API; an `unsupported` or `not-found` failure means it has none. */
export type Ask = (path: string) => Promise<Result<unknown>>

/**
 * Which version of a kind this cluster serves, learnt from its discovery documents and kept until `forgetVersion`.
 * What the cluster does not serve is asked anew each time: it may be installed at any moment.
 */
export const servedVersion = (instance: Instance, resource: ResourceName, ask: Ask): Promise<Result<string>> => {
  const kind = resourceKind(resource)
  // The core group has had one version since 2015 and is not part of group discovery.
  if (kind.group === '') return Promise.resolve(success('v1'))
  const key = keyOf(instance, resource)
  const known = learnt().get(key)
  if (known) return known
  const asking = learn(kind, ask)
  learnt().set(key, asking)
  asking.then(
    ({ ok }) => ok || learnt().delete(key),
    () => learnt().delete(key),
  )
  return asking
}

export const forgetVersion = (instance: Instance, resource: ResourceName) => learnt().delete(keyOf(instance, resource))

const learn = async (kind: ResourceKind, ask: Ask): Promise<Result<string>> => {
  const group = await ask(`/apis/${kind.group}`)
  // Discovery may be closed to an account that may use the kinds themselves; then the portal's favourite has to do.
  if (!group.ok && group.failure.code === 'forbidden') return success(kind.versions[0])
  if (!group.ok) return group.failure.code === 'not-found' ? failed(notServed(kind.kind)) : group
  for (const version of candidates(kind, versionsOf(group.value) ?? [])) {
    const resources = await ask(`/apis/${kind.group}/${version}`)
    if (resources.ok && pluralsOf(resources.value)?.includes(kind.name)) return success(version)
    if (!resources.ok && resources.failure.code !== 'not-found') return resources
  }
  return failed(notServed(kind.kind))
}

const learnt = () => processWide('sluice.kubernetes.versions', () => new Map<string, Promise<Result<string>>>())

const keyOf = (instance: Instance, resource: ResourceName) => `${instance.id} ${instance.server} ${resource}`
