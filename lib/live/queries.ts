/** The query key under which a browser keeps a feed's collection. */
export const liveKey = (instanceId: string, feed: string) => ['live', instanceId, feed] as const
