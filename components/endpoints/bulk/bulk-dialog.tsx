'use client'

import dynamic from 'next/dynamic'
import { late } from '@/components/ui/late'
import type { BulkSettingId } from '@/lib/endpoints/bulk-setting'
import type { EndpointListItem } from '@/lib/endpoints/list'

const BulkDelete = dynamic(
  late(() => import('./bulk-delete').then((module) => module.BulkDelete)),
  { ssr: false },
)
const BulkExport = dynamic(
  late(() => import('./bulk-export').then((module) => module.BulkExport)),
  { ssr: false },
)
const BulkSet = dynamic(
  late(() => import('./bulk-set').then((module) => module.BulkSet)),
  { ssr: false },
)

/** What is to be done with a selection. */
export type BulkDeed = { kind: 'delete' } | { kind: 'export' } | { kind: 'set'; setting: BulkSettingId }

/** The dialog of one deed, with the endpoints as they were when it was asked for. */
export function BulkDialog({
  instanceId,
  deed,
  items,
  onClose,
}: {
  instanceId: string
  deed: BulkDeed
  items: readonly EndpointListItem[]
  onClose: () => void
}) {
  switch (deed.kind) {
    case 'delete':
      return <BulkDelete instanceId={instanceId} items={items} onClose={onClose} />
    case 'export':
      return <BulkExport instanceId={instanceId} items={items} onClose={onClose} />
    case 'set':
      return <BulkSet instanceId={instanceId} setting={deed.setting} items={items} onClose={onClose} />
  }
}
