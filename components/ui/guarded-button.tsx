'use client'

import { Button, type ButtonProps } from '@fluentui/react-components'
import type { Ref } from 'react'
import { useReason, type Leave } from './use-reason'

type Props = ButtonProps & { leave: Leave; ref?: Ref<HTMLButtonElement> }

/**
 * A button that only some may press. For the others it is disabled, can be reached all the same, and says why.
 */
export function GuardedButton({ leave, ...button }: Props) {
  const { props, said } = useReason(leave)
  return (
    <>
      <Button {...button} {...props} disabledFocusable={button.disabledFocusable || !leave.allowed} />
      {said}
    </>
  )
}
