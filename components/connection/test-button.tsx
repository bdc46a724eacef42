'use client'

import type { ButtonProps } from '@fluentui/react-components'
import { PlugConnectedCheckmarkRegular } from '@fluentui/react-icons/svg/plug-connected-checkmark'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { late } from '@/components/ui/late'
import { restoresFocus } from '@/components/ui/restore-focus'
import { isTestable } from '@/lib/connection/testable'
import type { TestDialogProps } from './test-dialog'

const load = late(() => import('./test-dialog').then((module) => module.TestDialog))
const TestDialog = dynamic(load, { ssr: false })

/** Opens the test of a connection. Nothing for types that do not speak MQTT. */
export function TestConnectionButton({
  appearance,
  ...dialog
}: Omit<TestDialogProps, 'onClose'> & Pick<ButtonProps, 'appearance'>) {
  const [open, setOpen] = useState(false)
  const right = useRight('endpoints.test')
  if (!isTestable(dialog.type)) return null
  return (
    <>
      <GuardedButton
        {...restoresFocus}
        leave={right}
        appearance={appearance}
        icon={<PlugConnectedCheckmarkRegular />}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
      >
        Test connection
      </GuardedButton>
      {open && <TestDialog {...dialog} onClose={() => setOpen(false)} />}
    </>
  )
}
