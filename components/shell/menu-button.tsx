'use client'

import { Button } from '@fluentui/react-components'
import type { ButtonProps } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { late } from '@/components/ui/late'
import type { Choice } from './choice-menu'

const load = late(() => import('./choice-menu').then((module) => module.ChoiceMenu))
const ChoiceMenu = dynamic(load, { ssr: false })

type Props = Pick<ButtonProps, 'className' | 'icon' | 'iconPosition' | 'children' | 'aria-label'> & {
  /** Names the menu for screen readers. */
  label: string
  choices: readonly Choice[]
  value: string
  onChoose: (value: string) => void
}

/** A button with a menu of which one entry is chosen. The menu's code comes when the pointer or the focus does. */
export function MenuButton({ label, choices, value, onChoose, ...button }: Props) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    trigger.current?.focus()
  }
  return (
    <>
      <Button
        appearance="transparent"
        aria-haspopup="menu"
        aria-expanded={open}
        ref={trigger}
        onClick={() => setOpen(true)}
        onPointerEnter={load}
        onFocus={load}
        {...button}
      />
      {open && (
        <ChoiceMenu
          trigger={trigger}
          label={label}
          choices={choices}
          value={value}
          onClose={close}
          onChoose={(chosen) => {
            close()
            onChoose(chosen)
          }}
        />
      )}
    </>
  )
}
