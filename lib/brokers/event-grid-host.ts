import { hostName } from '@/lib/core/host'

/** Is it the MQTT broker of an Azure Event Grid namespace? By its name: `<namespace>.<region>-1.ts.eventgrid.azure.net`. */
export const isEventGridHost = (host: string): boolean => hostName(host).endsWith('.eventgrid.azure.net')
