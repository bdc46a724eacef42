import { part, text } from '@/lib/kubernetes/fields'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import type { LiveRow } from '@/lib/live/protocol'
import { parseObjects } from './provider-class'
import { sourcePathOf, type ObjectEncoding } from './vault-object'

/** What a browser gets of each SecretProviderClass. */
export type ProviderClassRow = LiveRow & {
  provider: string
  /** The vault's name, as `keyvaultName` has it. */
  vault: string
  objects: { sourcePath: string; name: string; type: string; encoding?: ObjectEncoding }[]
  /** Why the list of objects cannot be read. */
  problem?: string
}

/** Total: a list that cannot be read is a row with its problem. */
export const providerClassRow = ({ metadata, ...object }: KubernetesObject): ProviderClassRow => {
  const spec = part(object.spec)
  const parameters = part(spec.parameters)
  const entries = parseObjects(text(parameters.objects))
  const row = {
    name: metadata.name,
    resourceVersion: metadata.resourceVersion ?? '',
    provider: text(spec.provider),
    vault: text(parameters.keyvaultName),
  }
  if (!entries.ok) return { ...row, objects: [], problem: entries.failure.message }
  const objects = entries.value.flatMap(({ object: listed }) =>
    listed
      ? [
          {
            sourcePath: sourcePathOf(listed),
            name: listed.objectName,
            type: listed.objectType,
            encoding: listed.objectEncoding,
          },
        ]
      : [],
  )
  return { ...row, objects }
}
