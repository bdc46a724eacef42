import type { EndpointSpec } from './resource-types'
import type { EndpointRow } from './row'
import { settingsOf, text } from './settings'
import { endpointTypes } from './types'
import type { ClaimContext, EndpointType } from './types/define'
import { type UnformedType, unformedTypes } from './unformed'

/** The tile an endpoint belongs to, or the name to list it under when it has no form. */
export type Classified = { type: EndpointType; label: string } | { type: null; label: string }

/**
 * Which tile does an existing endpoint belong to? Total: every object has an answer.
 *
 * First `hostType`, Microsoft's memory of the tile, where it fits the type; else the type and the host. Letter case does
 * not matter. An endpoint of a type that the portal does not know is listed under the type's own name.
 */
export const classify = (spec: EndpointSpec, cluster: ClaimContext): Classified => {
  const [wanted, mark] = [text(spec.endpointType).toLowerCase(), text(spec.hostType).toLowerCase()]
  const { formed, unformed } = tilesByType.get(wanted) ?? noTiles

  const marked = formed.find(({ hostType }) => hostType.toLowerCase() === mark)
  if (marked) return { type: marked, label: marked.label }
  const markedUnformed = unformed.find(({ hostType }) => hostType?.toLowerCase() === mark)
  if (markedUnformed) return { type: null, label: markedUnformed.label }

  const claimed = formed.find(({ claims }) => claims(spec, cluster))
  if (claimed) return { type: claimed, label: claimed.label }
  const host = text(settingsOf(spec).host)
  const label = unformed.find(({ claims }) => claims(host))?.label ?? text(spec.endpointType)
  return { type: null, label: label || 'Unknown type' }
}

const typeNames = new Set([...endpointTypes, ...unformedTypes].map(({ endpointType }) => endpointType.toLowerCase()))

/** Gathered once: a long list asks for each of its rows. */
const tilesByType = new Map(
  [...typeNames].map((name) => {
    const ofName = <T extends { endpointType: string }>(types: readonly T[]) =>
      types.filter(({ endpointType }) => endpointType.toLowerCase() === name)
    return [name, { formed: ofName(endpointTypes), unformed: ofName(unformedTypes) }] as const
  }),
)

const noTiles: { formed: EndpointType[]; unformed: UnformedType[] } = { formed: [], unformed: [] }

/** The same for a row of the list. */
export const classifyRow = ({ endpointType, hostType, host }: EndpointRow, cluster: ClaimContext): Classified => {
  const settings = endpointTypes.find(
    (type) => type.endpointType.toLowerCase() === endpointType.toLowerCase(),
  )?.settings
  const spec: EndpointSpec = { endpointType, [settings ?? `${endpointType}Settings`]: { host } }
  return classify(hostType === undefined ? spec : { ...spec, hostType }, cluster)
}
