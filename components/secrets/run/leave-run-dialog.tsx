'use client'

import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Asked when the page around a run is about to close, whether a step is under way or one has failed. */
export function LeaveRunDialog({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
  return (
    <ConfirmDialog
      title="Leave with this half done?"
      confirm={{ label: 'Leave' }}
      cancel="Stay"
      danger
      pending={false}
      onConfirm={onLeave}
      onCancel={onStay}
    >
      What is done already stands. A step that is under way is finished, and no further one is begun. What you typed and
      is not stored yet is kept nowhere else.
    </ConfirmDialog>
  )
}
