import { hostName } from '@/lib/core/host'

/**
 * What the name of an Event Grid namespace tells: HTTP is `<namespace>.<region>-1.eventgrid.azure.net`, MQTT has `.ts.`
 * before that, and sovereign clouds end in `us` or `cn` ("Configure MQTT data flow endpoints").
 */
export type EventGridHost = { speaks: 'MQTT' | 'HTTP'; sovereign: boolean }

/** Reads the host of an Event Grid namespace, in any cloud; nothing where it is none. */
export const eventGridHost = (host: string): EventGridHost | undefined => {
  const match = /\.eventgrid\.azure\.(net|us|cn)$/.exec(hostName(host))
  if (!match) return undefined
  return {
    speaks: match.input.slice(0, match.index).endsWith('.ts') ? 'MQTT' : 'HTTP',
    sovereign: match[1] !== 'net',
  }
}

/** Is it a host of an Azure Event Grid namespace, in any cloud? */
export const isEventGridHost = (host: string): boolean => eventGridHost(host) !== undefined
