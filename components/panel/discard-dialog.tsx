'use client'

import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Asked when a form with changes is about to close. */
export function DiscardDialog({ onDiscard, onStay }: { onDiscard: () => void; onStay: () => void }) {
  return (
    <ConfirmDialog
      title="Discard your changes?"
      confirm={{ label: 'Discard changes' }}
      cancel="Keep editing"
      danger
      pending={false}
      onConfirm={onDiscard}
      onCancel={onStay}
    >
      What you typed has not been applied and is kept nowhere else.
    </ConfirmDialog>
  )
}
