import type { EndpointSpec } from './resource-types'
import type { EndpointRow } from './row'
import { text } from './settings'
import { endpointTypes } from './types'
import type { ClaimContext, EndpointType } from './types/define'

/** The tile an endpoint belongs to, or the name to list it under when the portal does not know its type. */
export type Classified = { type: EndpointType; label: string } | { type: null; label: string }

/**
 * Which tile does an existing endpoint belong to? Total: every object has an answer.
 *
 * First `hostType`, Microsoft's memory of the tile, where it fits the type; else the type and the host. Letter case does
 * not matter. An endpoint of a type that the portal does not know is listed under the type's own name.
 */
export const classify = (spec: EndpointSpec, cluster: ClaimContext): Classified => {
  const [wanted, mark] = [text(spec.endpointType).toLowerCase(), text(spec.hostType).toLowerCase()]
  const tiles = tilesByType.get(wanted) ?? []
  const type =
    tiles.find(({ hostType }) => hostType !== undefined && hostType.toLowerCase() === mark) ??
    tiles.find(({ claims }) => claims(spec, cluster))
  return type ? { type, label: type.label } : { type: null, label: text(spec.endpointType) || 'Unknown type' }
}

/** Gathered once: a long list asks for each of its rows. */
const tilesByType = Map.groupBy(endpointTypes, ({ endpointType }) => endpointType.toLowerCase())

/** The same for a row of the list. */
export const classifyRow = ({ endpointType, hostType, host }: EndpointRow, cluster: ClaimContext): Classified => {
  const settings = tilesByType.get(endpointType.toLowerCase())?.[0]?.settings
  const spec: EndpointSpec = { endpointType, [settings ?? `${endpointType}Settings`]: { host } }
  return classify(hostType === undefined ? spec : { ...spec, hostType }, cluster)
}
