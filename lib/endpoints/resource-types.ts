import type { KubernetesObject } from '@/lib/kubernetes/objects'

/** The part of a spec that the portal reads by path. Unknown fields are kept by never rebuilding it. */
export type EndpointSpec = { endpointType?: string; hostType?: string; [part: string]: unknown }

/** A `DataflowEndpoint` as it stands in the cluster. */
export type EndpointResource = KubernetesObject & { spec: EndpointSpec }

/**
 * A form's values: field key → what stands in the control, as text. The empty string means *not set*: nothing is
 * written for it and the effective value is the field's default. Numbers stay text until they are written, so that what
 * somebody typed is never lost to a conversion; zero is a value like any other.
 */
export type EndpointValues = Record<string, string>
