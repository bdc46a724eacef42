import { blankBridge, type BridgeValues, bridgeValuesOf } from '@/lib/dataflows/bridge-values'
import type { DataflowDetail } from '@/lib/dataflows/detail'
import type { BridgeContext } from '@/lib/dataflows/rules/define'
import { isLocalEndpoint } from '@/lib/dataflows/endpoint-fact'
import type { BridgeRoute } from './bridge-route'

/** What the form was opened with. A clone has the dataflow that it is made from, for what no form shows. */
export type BridgeOpening =
  | { kind: 'new'; values: BridgeValues; clonedFrom?: DataflowDetail }
  | { kind: 'edit'; values: BridgeValues; detail: DataflowDetail }

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

export const bridgeTitle = (opening: BridgeOpening): string =>
  opening.kind === 'edit'
    ? `Edit bridge: ${opening.detail.resource.metadata.name}`
    : opening.clonedFrom
      ? `New bridge like ${opening.clonedFrom.resource.metadata.name}`
      : 'New bridge'
