import { isTree } from '@/lib/core/tree'
import { blankBridge, type BridgeValues, bridgeValuesOf } from '@/lib/dataflows/bridge-values'
import type { DataflowDetail } from '@/lib/dataflows/detail'
import type { BridgeContext } from '@/lib/dataflows/rules/define'
import { isLocalEndpoint } from '@/lib/dataflows/endpoint-fact'
import type { BridgeRoute } from './bridge-route'

type NewBridge = { kind: 'new'; values: BridgeValues; clonedFrom?: DataflowDetail }
type ExistingBridge = { kind: 'edit'; values: BridgeValues; detail: DataflowDetail }

/** What the form was opened with. A clone has the dataflow that it is made from, for what no form shows. */
export type BridgeOpening = NewBridge | ExistingBridge

/** What a form starts from; nothing while the dataflow is on its way. */
export function bridgeOpeningOf(
  route: BridgeRoute,
  cluster: BridgeContext,
  detail: DataflowDetail | undefined,
  /** Whether there are endpoints to come that are not here yet. */
  coming: boolean,
): BridgeOpening | undefined {
  if (route.kind === 'edit' || route.from !== undefined) {
    if (!detail) return undefined
    const values = bridgeValuesOf(detail.resource.spec)
    return route.kind === 'edit' ? { kind: 'edit', values, detail } : { kind: 'new', values, clonedFrom: detail }
  }
  // One side given: to fill in the other it has to be known which one is the local broker.
  const { source, destination } = route
  const one = source ?? destination
  if (one === undefined || (source !== undefined && destination !== undefined)) {
    return { kind: 'new', values: { ...blankBridge, source: source ?? '', destination: destination ?? '' } }
  }
  if (!cluster.endpoints && coming) return undefined
  const known = cluster.endpoints?.get(localDefault)
  const given = cluster.endpoints?.get(one)
  const other = known && given && !isLocalEndpoint(given, cluster.localServices) ? localDefault : ''
  return { kind: 'new', values: { ...blankBridge, source: source ?? other, destination: destination ?? other } }
}

/** The endpoint that most bridges have on one side. */
const localDefault = 'default'

type Filled = { name: string; values: BridgeValues }

/** What is asked for by a form that was opened for a new bridge. */
export const creationOf = (instance: string, { clonedFrom }: NewBridge, { name, values }: Filled) => {
  const like = clonedFrom?.resource.spec
  return { instance, name, values, ...(isTree(like) && { like }) }
}

/** The same of one that exists. */
export const changeOf = (
  instance: string,
  { detail }: ExistingBridge,
  { name, values }: Filled,
  base: BridgeValues,
) => ({
  ...{ instance, name, base, values },
  uid: detail.resource.metadata.uid ?? '',
})

export const bridgeTitle = (opening: BridgeOpening): string =>
  opening.kind === 'edit'
    ? `Edit bridge: ${opening.detail.resource.metadata.name}`
    : opening.clonedFrom
      ? `New bridge like ${opening.clonedFrom.resource.metadata.name}`
      : 'New bridge'
