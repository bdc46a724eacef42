'use client'

import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Loss } from '@/lib/endpoints/impact'
import { Losses } from './impact-details'

/** Asked once before a change that may lose something, and never before one that does not. */
export function LossDialog({
  name,
  losses,
  onApply,
  onBack,
}: {
  name: string
  losses: readonly Loss[]
  onApply: () => void
  onBack: () => void
}) {
  return (
    <ConfirmDialog
      title={`Apply the change of “${name}”?`}
      confirm={{ label: 'Apply' }}
      cancel="Back to the form"
      pending={false}
      onConfirm={onApply}
      onCancel={onBack}
    >
      Bridges use this endpoint, and something of theirs may be lost:
      <Losses losses={losses} />
    </ConfirmDialog>
  )
}
