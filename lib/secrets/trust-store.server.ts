import 'server-only'
import type { Call } from '@/lib/access/call'
import { failed, success, type Failure, type Result } from '@/lib/core/result'
import { named } from '@/lib/core/named'
import { part } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { openCluster } from './cluster.server'
import type { TrustDeleteInput, TrustInput } from './inputs'
import { managedByLabel, managedByUs } from './owner'
import { examineTrust } from './trust'
import { trustConfigMap, usualTrustKey } from './trust-config-map'

export type TrustCreated = { name: string; uid: string; certificates: number }

/** Creates a ConfigMap of authorities from PEM. What the form refuses, above all a private key, is refused here again. */
export const createCaConfigMap = async ({ input, viewer, note }: Call<TrustInput>): Promise<Result<TrustCreated>> => {
  const { name, pem } = input
  note({ changed: [usualTrustKey] })
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const { verdict, certificates, findings } = await examineTrust(pem, Date.now())
  if (verdict.state !== 'ready') {
    const refusals = findings.filter(({ level }) => level === 'refusal')
    return failed({
      code: 'invalid',
      message: refusals[0]?.message ?? 'There is no certificate in it.',
      next: refusals[0]?.next ?? 'Paste the certificate of an authority.',
      issues: [{ path: 'pem', message: refusals[0]?.message ?? 'There is no certificate in it.' }],
    })
  }
  const made = (uid = '') => success({ name, uid, certificates: certificates.length })
  const created = await cluster.value.client.create('configmaps', trustConfigMap(name, verdict.pem))
  if (created.ok) {
    note({ uid: created.value.metadata.uid })
    return made(created.value.metadata.uid)
  }
  if (created.failure.code !== 'exists') return created
  const standing = input.again ? await cluster.value.configMap(name) : undefined
  if (standing?.ok && standing.value && holds(standing.value, verdict.pem)) {
    note({ deed: 'keep-trust', uid: standing.value.metadata.uid, changed: [] })
    return made(standing.value.metadata.uid)
  }
  return failed({
    ...created.failure,
    issues: [{ path: 'name', message: 'There is already a ConfigMap of this name.' }],
  })
}

const isOurs = ({ metadata }: KubernetesObject) => metadata.labels?.[managedByLabel] === managedByUs

/** Of this portal's making, and nothing else in it. */
const holds = (configMap: KubernetesObject, pem: string): boolean => {
  const data = part(configMap.data)
  return isOurs(configMap) && data[usualTrustKey] === pem && Object.keys(data).length === 1
}

/** Deletes a ConfigMap of authorities that this portal made and that no endpoint trusts any more, and no other. */
export const deleteCaConfigMap = async ({
  input,
  viewer,
}: Call<TrustDeleteInput>): Promise<Result<{ name: string }>> => {
  const { name, uid } = input
  const cluster = openCluster(input.instance, viewer)
  if (!cluster.ok) return cluster
  const trusters = await cluster.value.trustersOf(name)
  if (!trusters.ok) return trusters
  if (trusters.value.length > 0) return failed(inUse(name, trusters.value))
  const standing = await cluster.value.configMap(name)
  if (!standing.ok) return standing
  if (!standing.value) return failed(goneAlready(name))
  if (!isOurs(standing.value)) return failed(notOurs(name))
  const removed = await cluster.value.client.remove('configmaps', name, { uid })
  return removed.ok ? success({ name }) : removed
}

const inUse = (name: string, endpoints: readonly string[]): Failure => ({
  code: 'conflict',
  message: `The config map “${name}” is trusted by ${named(endpoints)}, which cannot connect without it.`,
  next: 'Let these endpoints trust another one first, or delete them.',
})

const goneAlready = (name: string): Failure => ({
  code: 'not-found',
  message: `There is no config map “${name}” any more.`,
  next: 'Nothing is left to delete.',
})

const notOurs = (name: string): Failure => ({
  code: 'conflict',
  message: `The config map “${name}” was not made by this portal, so it is left alone.`,
  next: 'Leave it to whoever made it.',
})
