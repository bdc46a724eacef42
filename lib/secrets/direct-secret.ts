import type { KubernetesObject } from '@/lib/kubernetes/objects'

/** Which version of which vault secret a key was written from. */
export type DirectSource = { targetKey: string; vault: string; secret: string; version: string }

/** On Secrets that the portal writes itself, where no sync object can tell where their keys come from. */
export const sourcesAnnotation = 'sluice/vault-versions'

export const printSources = (sources: readonly DirectSource[]): string =>
  JSON.stringify(
    Object.fromEntries(sources.map(({ targetKey, vault, secret, version }) => [targetKey, [vault, secret, version]])),
  )

/** Reads the annotation; whoever can edit the Secret can write anything there. */
export const directSources = ({ metadata }: KubernetesObject): DirectSource[] => {
  try {
    const parsed: unknown = JSON.parse(metadata.annotations?.[sourcesAnnotation] ?? '{}')
    if (typeof parsed !== 'object' || parsed === null) return []
    return Object.entries(parsed).flatMap(([targetKey, source]: [string, unknown]) => {
      const [vault, secret, version] = Array.isArray(source) ? (source as unknown[]) : []
      return typeof vault === 'string' && typeof secret === 'string' && typeof version === 'string'
        ? [{ targetKey, vault, secret, version }]
        : []
    })
  } catch {
    return []
  }
}
