'use client'

import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { restoresFocus } from '@/components/ui/restore-focus'

/** Opens the import: for whoever may create endpoints or change them. */
export function ImportButton({ onClick }: { onClick: () => void }) {
  const right = useRight('endpoints.preview')
  return (
    <GuardedButton {...restoresFocus} leave={right} appearance="subtle" onClick={onClick}>
      Import
    </GuardedButton>
  )
}
