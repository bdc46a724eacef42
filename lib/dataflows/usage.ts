import type { DataflowRow } from './row'

/** One side of one dataflow that uses an endpoint. */
export type EndpointUse = {
  dataflow: string
  side: 'source' | 'destination'
  profile: string
  mode: DataflowRow['mode']
  /** The endpoint on the other side, where there is one. */
  otherEndpoint?: string
}

/** Who uses which endpoint: endpoint name → uses, sources first, then by the dataflow's name. */
export const endpointUses = (dataflows: Iterable<DataflowRow>): ReadonlyMap<string, readonly EndpointUse[]> => {
  const uses = new Map<string, EndpointUse[]>()
  const note = (endpoint: string, use: EndpointUse) => {
    const others = uses.get(endpoint)
    if (others) others.push(use)
    else uses.set(endpoint, [use])
  }
  for (const { name, profile, mode, source, destination } of dataflows) {
    const common = { dataflow: name, profile, mode }
    const [from, to] = [source?.endpoint, destination?.endpoint]
    if (from) note(from, { ...common, side: 'source', ...(to ? { otherEndpoint: to } : {}) })
    if (to) note(to, { ...common, side: 'destination', ...(from ? { otherEndpoint: from } : {}) })
  }
  for (const list of uses.values()) list.sort(bySideThenName)
  return uses
}

const bySideThenName = (a: EndpointUse, b: EndpointUse): number =>
  a.side === b.side ? (a.dataflow < b.dataflow ? -1 : a.dataflow > b.dataflow ? 1 : 0) : a.side === 'source' ? -1 : 1
