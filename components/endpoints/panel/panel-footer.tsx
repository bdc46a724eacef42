'use client'

import { Button, Spinner } from '@fluentui/react-components'
import { restoresFocus } from '@/components/ui/restore-focus'

/** Apply, Review, Cancel: always there and always enabled; pressing one says what is missing, if anything is. */
export function PanelFooter({
  formId,
  pending,
  onReview,
  onCancel,
}: {
  formId: string
  pending: boolean
  onReview: () => void
  onCancel: () => void
}) {
  return (
    <>
      <Button
        {...restoresFocus}
        type="submit"
        form={formId}
        appearance="primary"
        icon={pending ? <Spinner size="tiny" /> : undefined}
        aria-busy={pending}
      >
        {pending ? 'Applying …' : 'Apply'}
      </Button>
      <Button {...restoresFocus} onClick={onReview}>
        Review
      </Button>
      <Button {...restoresFocus} onClick={onCancel}>
        Cancel
      </Button>
    </>
  )
}
