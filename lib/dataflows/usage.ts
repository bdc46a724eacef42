import type { DataflowRow, GraphRow } from './row'

/** One side of one dataflow, or of a dataflow graph, that uses an endpoint. */
export type EndpointUse = {
  /** Name of the dataflow or graph. */
  dataflow: string
  side: 'source' | 'destination'
  profile: string
  mode: DataflowRow['mode']
  /** The endpoint on the other side, where there is one. Graphs may have several and name none here. */
  otherEndpoint?: string
  /** The dataflow gives its messages a schema. */
  schema?: true
  graph?: true
}

/** Who uses which endpoint: endpoint name → uses, sources first, then by the dataflow's name. */
export const endpointUses = (
  dataflows: Iterable<DataflowRow>,
  graphs: Iterable<GraphRow> = [],
): ReadonlyMap<string, readonly EndpointUse[]> => {
  const uses = new Map<string, EndpointUse[]>()
  const note = (endpoint: string, use: EndpointUse) => {
    const others = uses.get(endpoint)
    if (others) others.push(use)
    else uses.set(endpoint, [use])
  }
  for (const { name, profile, mode, source, destination, schema } of dataflows) {
    const common = { dataflow: name, profile, mode, ...(schema && { schema }) }
    const [from, to] = [source?.endpoint, destination?.endpoint]
    if (from) note(from, { ...common, side: 'source', ...(to ? { otherEndpoint: to } : {}) })
    if (to) note(to, { ...common, side: 'destination', ...(from ? { otherEndpoint: from } : {}) })
  }
  for (const { name, profile, mode, sides } of graphs) {
    for (const { side, endpoint } of sides) note(endpoint, { dataflow: name, side, profile, mode, graph: true })
  }
  for (const list of uses.values()) list.sort(bySideThenName)
  return uses
}

const bySideThenName = (a: EndpointUse, b: EndpointUse): number =>
  a.side === b.side ? (a.dataflow < b.dataflow ? -1 : a.dataflow > b.dataflow ? 1 : 0) : a.side === 'source' ? -1 : 1
