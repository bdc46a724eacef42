import type { Adapter, AdapterPayload } from 'oidc-provider'

/**
 * Where the test provider keeps what it gives out: as long as the plant stands. Its own memory is one for all plants of a
 * process, and warns of itself at every start.
 */
export function providerMemory(): (model: string) => Adapter {
  const kept = new Map<string, AdapterPayload>()
  return (model) => {
    const at = (id: string) => `${model} ${id}`
    const mine = (key: string) => key.startsWith(at(''))
    const where = (fits: (payload: AdapterPayload) => boolean) =>
      [...kept].find(([key, payload]) => mine(key) && fits(payload))?.[1]
    return {
      upsert: async (id, payload) => void kept.set(at(id), payload),
      find: async (id) => kept.get(at(id)),
      findByUid: async (uid) => where((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => where((payload) => payload.userCode === userCode),
      consume: async (id) => void Object.assign(kept.get(at(id)) ?? {}, { consumed: Math.floor(Date.now() / 1000) }),
      destroy: async (id) => void kept.delete(at(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, payload] of kept) if (mine(key) && payload.grantId === grantId) kept.delete(key)
      },
    }
  }
}
