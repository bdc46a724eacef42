import type { ResourceName } from '@/lib/kubernetes/resources'
import type { Permission, Verb } from './permissions'

/** One verb on one resource that the cluster does not allow. */
export type Missing = { verb: Verb; resource: ResourceName }

/** May the viewer do it, and if not, what is missing, in words: "Needs create on dataflowendpoints in plant-7." */
export type Right = { allowed: true } | { allowed: false; reason: string; missing: readonly Missing[] }

/** What a viewer may do on an instance: everything that can be asked of the portal, answered in one batch. */
export type Rights = Readonly<Record<Permission, Right>>
