import { mergePatch } from './patch.ts'
import { invalid, invalidValue, notFound } from './status.ts'
import type { ScalePaths } from './kinds.ts'
import type { Target } from './resources.ts'
import { at, isRecord, record, type Fields, type KubeObject } from './types.ts'

/** The scale subresource: one number of an object, in the shape of autoscaling/v1 Scale. */

export function pathsOf({ kind }: Target, name: string): ScalePaths {
  if (!kind.scale) throw notFound(kind, name)
  return kind.scale
}

export function scaleOf(paths: ScalePaths, object: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const replicas = Number(at(object, paths.replicas) ?? 0)
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as KubeObject['metadata'],
    // Zero is left out, as Go's encoder does with it.
    spec: replicas === 0 ? {} : { replicas },
    status: {
      replicas: Number(at(object, paths.statusReplicas) ?? 0),
      ...(paths.selector && { selector: selectorText(at(object, paths.selector)) }),
    },
  }
}

/** The merge patch on the object that a written Scale stands for. */
export function patchFor(paths: ScalePaths, object: KubeObject, scale: unknown): Fields {
  const { spec, metadata } = record(scale)
  const replicas = record(spec).replicas ?? 0
  if (typeof replicas !== 'number' || !Number.isInteger(replicas) || replicas < 0) {
    throw invalid({ group: 'autoscaling', kind: 'Scale' }, object.metadata.name, [
      invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ])
  }
  const nested = paths.replicas.toReversed().reduce<unknown>((value, field) => ({ [field]: value }), replicas)
  const { resourceVersion } = record(metadata)
  return mergePatch(nested, resourceVersion ? { metadata: { resourceVersion } } : {}) as Fields
}

/** Text form of a label selector, as the scale subresource shows it. */
function selectorText(selector: unknown): string {
  if (typeof selector === 'string') return selector
  const labels = isRecord(selector) ? record(selector.matchLabels) : {}
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',')
}
