import { paths } from '@/lib/core/paths'

/** What the overview keeps in its URL, without what the form of a bridge has there. */
export const overviewSearch = (parameters: { toString: () => string }): string => {
  const search = new URLSearchParams(parameters.toString())
  for (const key of ['source', 'destination', 'from']) search.delete(key)
  return search.toString()
}

/** The form of a bridge with an endpoint on one side: what is local is read from, anything else written to. */
export const bridgeWith = (instanceId: string, endpoint: string, typeId: string | null | undefined): string =>
  paths.newBridge(instanceId, typeId === 'local-mqtt' ? { source: endpoint } : { destination: endpoint })
