import 'server-only'
import { checkRight } from '@/lib/access/rights/rights.server'
import type { Viewer } from '@/lib/access/viewer'
import { failed, success, type Failure, type Result } from '@/lib/core/result'
import { endpointRow } from '@/lib/endpoints/projection'
import { isDeleted, readValue } from '@/lib/keyvault/vault.server'
import type { Instance } from '@/lib/kubernetes/instance'
import { snapshot } from '@/lib/live/hub.server'
import { openCluster } from '@/lib/secrets/cluster.server'
import type { SlotTexts } from '@/lib/secrets/slots'
import type { Picked } from './client-choice'
import { deleted, hostsUnknown, pickedElsewhere, pickedText, unread } from './picked-client'
import { hostsOfPicked, madeOf, sameHost } from './secret-hosts'
import type { Problem } from './steps'
import { Trouble } from './trouble.server'

/**
 * May somebody have the portal read what they picked? Whoever may have it brought into the cluster, by the sync where that
 * runs, else by the portal: then they could present it to any host without a test.
 */
export const mayTryPicked = async (instance: string, viewer: Viewer): Promise<Result<void>> => {
  const cluster = openCluster(instance, viewer)
  if (!cluster.ok) return cluster
  const synced = await cluster.value.servesSync()
  return synced.ok ? checkRight(viewer, instance, synced.value ? 'secrets.try' : 'secrets.write') : synced
}

type PickedFor = {
  picked: readonly Picked[]
  host: string
  instance: Instance
  viewer: Viewer
  /** Somebody who may read Secrets has said that what is stored for another host is to be presented to this one. */
  carries: boolean
}

/** Reads what was picked, for this test alone. Nothing is read of what is stored for another host. Throws a trouble. */
export const readPicked = async (asked: PickedFor): Promise<Partial<SlotTexts>> => {
  const { picked, carries } = asked
  if (picked.length === 0) return {}
  if (!carries) await refuseElsewhere(asked)
  const texts: Partial<SlotTexts> = {}
  for (const [at, answer] of (await Promise.all(picked.map(textOf))).entries()) {
    if ('problem' in answer) throw new Trouble(answer)
    const one = picked[at]
    if (one) texts[one.slot] = answer.text
  }
  return texts
}

const textOf = async (picked: Picked): Promise<{ text: string } | { problem: Problem }> => {
  const { vault, secret } = picked
  const read = await readValue(vault, secret)
  if (read.ok) return pickedText(picked, read.value, Date.now())
  const gone = read.failure.code === 'not-found' && (await isDeleted(vault, secret))
  return { problem: gone ? deleted(picked) : unread(picked, read.failure) }
}

const refuseElsewhere = async ({ picked, host, instance, viewer }: PickedFor): Promise<void> => {
  const known = await sourcesIn(instance, viewer)
  for (const one of picked) {
    if (!known.ok) throw new Trouble({ problem: hostsUnknown(one, known.failure) })
    const hosts = hostsOfPicked(one, known.value.made, known.value.endpoints)
    if (hosts.length > 0 && !hosts.some((other) => sameHost(other, host)))
      throw new Trouble({ problem: pickedElsewhere(one, hosts, host) })
  }
}

/** The endpoints of an instance, and what its Secrets are made of. All of them, or a failure. */
const sourcesIn = async (instance: Instance, viewer: Viewer) => {
  const cluster = openCluster(instance.id, viewer)
  if (!cluster.ok) return cluster
  const [{ objects, complete }, syncs, classes, written] = await Promise.all([
    snapshot(instance, 'dataflowendpoints'),
    cluster.value.syncedSecrets(),
    cluster.value.providerClasses(),
    cluster.value.writtenSecrets(),
  ])
  if (!complete) return failed(endpointsUnseen)
  if (!syncs.ok) return syncs
  if (!classes.ok) return classes
  if (!written.ok) return written
  return success({
    endpoints: [...objects.values()].map(endpointRow),
    made: madeOf(syncs.value, classes.value, written.value),
  })
}

const endpointsUnseen: Failure = {
  code: 'unavailable',
  message: 'The portal does not see the endpoints of the cluster now.',
}
