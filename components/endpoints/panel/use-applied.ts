'use client'

import { useRouter } from 'next/navigation'
import { useNotify } from '@/components/shell/notifications'
import { paths } from '@/lib/core/paths'
import { labelsOf } from '@/lib/endpoints/changes'
import type { Applied } from '@/lib/endpoints/editing'
import type { EndpointType } from '@/lib/endpoints/types/define'
import type { PanelRoute } from './opening'

/** Tells what an Apply did, and points out its row. */
export function useApplied(instanceId: string, route: PanelRoute, onFlash: (name: string) => void) {
  const notify = useNotify()
  const router = useRouter()
  return (type: EndpointType, { name, changed, merged }: Applied) => {
    onFlash(name)
    if (!changed) {
      notify({ level: 'info', title: 'There was nothing to save', detail: `“${name}” holds these values already.` })
      return
    }
    notify({
      level: 'success',
      title: `Endpoint “${name}” ${route.kind === 'edit' ? 'saved' : 'created'}`,
      detail:
        merged.length > 0 ? `Merged with what somebody else changed: ${labelsOf(type, merged).join(', ')}.` : undefined,
      action: { label: 'Open', run: () => router.push(paths.endpoint(instanceId, name)) },
    })
  }
}
