import { paths } from '@/lib/core/paths'
import type { ActivityRow } from '@/lib/activity/row'

/** Where an object is shown, if it has a page and may still be there. */
export const objectPath = (instanceId: string, { about, did }: ActivityRow): string | undefined => {
  if (about.name === undefined || did === 'deleted') return undefined
  switch (about.kind) {
    case 'dataflowendpoints':
      return paths.endpoint(instanceId, about.name)
    case 'dataflows':
      return paths.dataflow(instanceId, about.name)
    case 'secretsyncs':
    case 'secretproviderclasses':
    case 'secrets':
    case 'vault':
      return paths.secrets(instanceId)
    default:
      return undefined
  }
}
