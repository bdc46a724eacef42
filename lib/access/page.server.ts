import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { paths } from '@/lib/core/paths'
import { failed, success } from '@/lib/core/result'
import type { Failure, Result } from '@/lib/core/result'
import { instanceOf, listInstances } from '@/lib/kubernetes/config.server'
import type { Instance, ListedInstance } from '@/lib/kubernetes/instance'
import type { Permission } from './rights/permissions'
import { checkRight, rightsOn } from './rights/rights.server'
import type { Rights } from './rights/rights'
import type { Viewer } from './viewer'
import { whoAsks } from './viewer.server'

/** Whose page it is, and of which instance. */
export type Opened = { viewer: Viewer; instance: Instance }

/** Why there is no page, and who it is that does not get one, where that is known. */
export type Refusal = Failure & { viewer?: Viewer }

/**
 * What stands before every page and layout of an instance: who asks, whether there is such an instance, and whether they
 * may see anything of it. Each asks for itself, since a browser may ask for a page without its layout; within one request
 * the answer is found once. An instance that is not there ends in the page for that; a refusal is for the page to show.
 */
export const openPage = cache(
  async (instanceId: string, permission: Permission = 'instance.watch'): Promise<Result<Opened, Refusal>> => {
    const asker = await whoAsks((await headers()).get('cookie'), instanceId)
    if (!asker.ok) {
      // Browsers are led there before a page is asked; this is for whoever came another way.
      if (asker.failure.code === 'unauthenticated') redirect(paths.api.signIn(paths.instance(instanceId)))
      return asker
    }
    const { value: viewer } = asker
    const instance = instanceOf(instanceId)
    if (!instance.ok) notFound()
    const right = await checkRight(viewer, instanceId, permission)
    return right.ok ? success({ viewer, instance: instance.value }) : failed({ ...right.failure, viewer })
  },
)

/**
 * The instances that whoever asks may open, the kubeconfig's current context first: in local mode all of them, and none for
 * somebody who is not signed in. Of one whose cluster does not say within `waitMs`, or cannot be asked, there is the name:
 * it keeps nobody from the others, and nobody wonders where it is.
 */
export const openInstances = async (waitMs = patienceMs): Promise<Result<ListedInstance[]>> => {
  const asker = await whoAsks((await headers()).get('cookie'), undefined)
  if (!asker.ok) return asker
  const instances = listInstances()
  if (!instances.ok) return instances
  const rights = await Promise.all(
    instances.value.map(({ id }) => withPatience(checkRight(asker.value, id, 'instance.watch'), waitMs)),
  )
  return success(
    instances.value.flatMap((instance, at): ListedInstance[] => {
      const right = rights[at]
      if (right?.ok) return [instance]
      const { id, context } = instance
      return right?.failure.code === 'forbidden' ? [] : [{ id, context }]
    }),
  )
}

/** The first of them, without waiting for those behind it. */
export const homeInstance = async (): Promise<Instance | undefined> => {
  const asker = await whoAsks((await headers()).get('cookie'), undefined)
  const instances = listInstances()
  if (!asker.ok || !instances.ok) return undefined
  const asked = instances.value.map((instance) => ({
    instance,
    right: withPatience(checkRight(asker.value, instance.id, 'instance.watch')),
  }))
  for (const { instance, right } of asked) if ((await right)?.ok) return instance
  return undefined
}

/** A page is not kept waiting for longer than this by a cluster that is slow to say what its viewer may do. */
const patienceMs = 1_500

/** What the viewer of a page may do; nothing while that is not known. */
export const rightsOfPage = async ({ viewer, instance }: Opened): Promise<Rights | undefined> =>
  withPatience(rightsOn(viewer, instance).then((rights) => (rights.ok ? rights.value : undefined)))

/** What comes in time; nothing when it does not. */
const withPatience = <T>(work: Promise<T>, waitMs = patienceMs): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), waitMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** What a page reads beside its live rows, if its viewer may; else the failure that says what is missing. */
export const readFor = async <T>(
  { viewer, instance }: Opened,
  permission: Permission,
  read: () => Promise<Result<T>>,
): Promise<Result<T>> => {
  const right = await checkRight(viewer, instance.id, permission)
  return right.ok ? read() : right
}
