import { ownAnnotations } from '@/lib/kubernetes/tool-annotations'
import { newResource, type Spelling } from '../new-resource'
import { endpointPatch } from '../patch'
import type { EndpointResource, EndpointSpec, EndpointValues } from '../resource-types'
import { mergePatched } from '@/lib/core/tree'
import type { EndpointType } from '../types/define'

/**
 * One endpoint as every dialect writes it and as an import reads it: what people decide about it, and nothing that the
 * cluster manages. It names its secrets and holds none, and so do the dialects.
 */
export type EndpointDraft = {
  name: string
  apiVersion?: string
  namespace?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
  spec: EndpointSpec
}

export const draftOfResource = ({ apiVersion, metadata, spec }: EndpointResource): EndpointDraft => {
  const { name, namespace, labels } = metadata
  const annotations = ownAnnotations(metadata.annotations)
  return {
    name,
    ...(apiVersion !== undefined && { apiVersion }),
    ...(namespace !== undefined && { namespace }),
    ...(labels && Object.keys(labels).length > 0 && { labels }),
    ...(annotations && { annotations }),
    spec,
  }
}

/** What a form is about to write: a new endpoint, or all of an existing one with the form's changes. */
export const draftOfForm = (
  type: EndpointType,
  { name, values }: { name: string; values: EndpointValues },
  place: { namespace: string } & Spelling,
  existing?: EndpointResource,
): EndpointDraft => {
  if (!existing) {
    return { name, namespace: place.namespace, spec: newResource(type, name, values, place).spec }
  }
  const patch = endpointPatch(type, existing.spec, values)
  return draftOfResource(patch ? { ...existing, spec: mergePatched(existing.spec, patch) } : existing)
}
