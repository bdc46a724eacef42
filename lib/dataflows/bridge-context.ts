import type { EndpointFact } from './endpoint-fact'
import type { DataflowRow } from './row'
import type { BridgeContext } from './rules/define'

/** What stands around a bridge, by name. Of a kind that is not known whole there is nothing: rules must not judge by a part. */
export type Surroundings = {
  endpoints: ReadonlyMap<string, EndpointFact> | undefined
  dataflows?: ReadonlyMap<string, DataflowRow> | undefined
  profiles: ReadonlyMap<string, { instanceCount: number }> | undefined
  listeners: ReadonlyMap<string, { service: string }> | undefined
}

/** What rules get to know of the cluster. The dataflow that is edited is none of its own neighbours. */
export const bridgeContextOf = (
  { endpoints, dataflows, profiles, listeners }: Surroundings,
  edited?: string,
): BridgeContext => ({
  ...(endpoints && { endpoints }),
  ...(dataflows && { dataflows: new Map([...dataflows].filter(([name]) => name !== edited)) }),
  ...(profiles && { profiles }),
  ...(listeners && { localServices: [...new Set([...listeners.values()].map(({ service }) => service))] }),
})
