import { classify } from '@/lib/endpoints/classify'
import type { EndpointDetail } from '@/lib/endpoints/editing'
import { completeValues, initialValues, valuesOf } from '@/lib/endpoints/form-values'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import { asServed, type Served } from '@/lib/endpoints/served'
import { endpointType } from '@/lib/endpoints/types/index'
import type { EndpointType, RuleContext } from '@/lib/endpoints/types/define'

/** What a panel's URL asks for. */
export type PanelRoute =
  | { kind: 'new'; typeId: string; from?: string }
  /** `field` is the key of the field to begin at. */
  | { kind: 'edit'; name: string; field?: string }

/** What the form was opened with. */
export type Opening =
  | { kind: 'new'; type: EndpointType; values: EndpointValues; clonedFrom?: string }
  | { kind: 'edit'; type: EndpointType; values: EndpointValues; detail: EndpointDetail }

/**
 * What a form starts from; nothing while the endpoint or what the cluster has of its type is on its way, or where there is
 * no form for its type.
 */
export function openingOf(
  route: PanelRoute,
  cluster: RuleContext,
  detail: EndpointDetail | undefined,
  served: Served | undefined,
): Opening | undefined {
  if (route.kind === 'edit') {
    if (!detail) return undefined
    const { spec } = detail.resource
    const localServices = (cluster.listeners ?? []).map(({ service }) => service)
    const { type } = classify(spec, { localServices })
    return type ? { kind: 'edit', type, values: valuesOf(type, spec), detail } : undefined
  }
  const type = endpointType(route.typeId)
  if (!type) return undefined
  if (route.from === undefined) {
    if (!served) return undefined
    const caConfigMaps = [...(cluster.caConfigMaps?.keys() ?? [])]
    const values = initialValues(asServed(served, type), { namespace: cluster.namespace, caConfigMaps })
    return { kind: 'new', type, values: completeValues(type, values) }
  }
  return detail && { kind: 'new', type, values: valuesOf(type, detail.resource.spec), clonedFrom: route.from }
}

/** The title of the form of a new endpoint, where the type is known. */
export const newTitle = (type: EndpointType | undefined): string =>
  `Create new dataflow endpoint${type ? `: ${type.label}` : ''}`

export const panelTitle = (opening: Opening): string =>
  opening.kind === 'new' ? newTitle(opening.type) : `Edit dataflow endpoint: ${opening.detail.resource.metadata.name}`

/** Has anything been typed that closing would lose? Spaces around a value do not count: they are not written. */
export const isChanged = (type: EndpointType, base: EndpointValues, values: EndpointValues): boolean =>
  type.fields.some(({ key }) => (base[key] ?? '').trim() !== (values[key] ?? '').trim())
