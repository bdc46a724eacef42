import { splitHost } from '@/lib/core/host'

/** Do two endpoint hosts name the same broker? One without a name is nobody's. */
const sameBroker = (one: string, other: string): boolean => {
  const [a, b] = [splitHost(one), splitHost(other)]
  return a.name !== '' && a.name.toLowerCase() === b.name.toLowerCase() && a.port === b.port
}

type Client = { name: string; host: string; clientIdPrefix?: string; dataflows: readonly string[] }

/**
 * The first other endpoint through which one of the same dataflows connects under the same client ID. A client ID is
 * prefix + dataflow; a broker lets go of the older of two clients with one ID ("MQTT Version 5.0", 3.1.4). So two endpoints
 * with one host and prefix must not serve the same dataflow.
 */
export const collisionOf = (
  mine: Omit<Client, 'name'>,
  others: Iterable<Client>,
): { endpoint: string; dataflows: string[] } | undefined => {
  const served = new Set(mine.dataflows)
  for (const { name, host, clientIdPrefix = '', dataflows } of others) {
    if (!sameBroker(host, mine.host) || clientIdPrefix !== (mine.clientIdPrefix ?? '')) continue
    const both = dataflows.filter((dataflow) => served.has(dataflow))
    if (both.length > 0) return { endpoint: name, dataflows: both }
  }
  return undefined
}
