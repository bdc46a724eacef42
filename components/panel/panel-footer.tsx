'use client'

import { Button, Spinner } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { GuardedButton } from '@/components/ui/guarded-button'
import { restoresFocus } from '@/components/ui/restore-focus'
import type { Leave } from '@/components/ui/use-reason'

/**
 * Apply, Review, Cancel: always there, and enabled for whoever may write; pressing one says what is missing, if anything
 * is. A dry run needs the same right as the write.
 */
export function PanelFooter({
  formId,
  pending,
  right,
  test,
  onReview,
  onCancel,
}: {
  formId: string
  pending: boolean
  right: Leave
  /** How to try what the form holds, where it can be tried. */
  test?: ReactNode
  onReview: () => void
  onCancel: () => void
}) {
  return (
    <>
      <GuardedButton
        {...restoresFocus}
        leave={right}
        type="submit"
        form={formId}
        appearance="primary"
        icon={pending ? <Spinner size="tiny" /> : undefined}
        aria-busy={pending}
      >
        {pending ? 'Applying …' : 'Apply'}
      </GuardedButton>
      <GuardedButton {...restoresFocus} leave={right} onClick={onReview}>
        Review
      </GuardedButton>
      {test}
      <Button {...restoresFocus} onClick={onCancel}>
        Cancel
      </Button>
    </>
  )
}
