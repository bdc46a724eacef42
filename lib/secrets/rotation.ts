export type NewKeyValue = { targetKey: string; value: string; expiresOn?: number }

/** A key whose new value has arrived in the vault. */
type Arrived = { targetKey: string; fingerprint?: string }

/** New values under way to the vault: dropped one by one as they arrive there, each known by the key it fills. */
export const createRotation = (values: readonly NewKeyValue[]) => {
  let left = [...values]
  const operation = crypto.randomUUID()
  const expected = new Map<string, string>()
  return {
    operation,
    left: () => left,
    expected: () => [...expected].map(([targetKey, fingerprint]) => ({ targetKey, fingerprint })),
    stored: (stored: readonly Arrived[]) => {
      for (const { targetKey, fingerprint } of stored) if (fingerprint) expected.set(targetKey, fingerprint)
      const done = new Set(stored.map(({ targetKey }) => targetKey))
      left = left.filter(({ targetKey }) => !done.has(targetKey))
    },
  }
}
