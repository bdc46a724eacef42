'use client'

import { makeStyles, Menu, MenuItemRadio, MenuList, MenuPopover, tokens } from '@fluentui/react-components'
import type { PositioningImperativeRef } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

export type Choice = { value: string; label: string; details?: readonly string[] }

const useStyles = makeStyles({
  detail: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

type Props = {
  trigger: RefObject<HTMLElement | null>
  label: string
  choices: readonly Choice[]
  value: string
  onChoose: (value: string) => void
  onClose: () => void
}

/** An open menu below its trigger. Always mounted open and unmounted to close, so that its code can come late. */
export function ChoiceMenu({ trigger, label, choices, value, onChoose, onClose }: Props) {
  const styles = useStyles()
  const positioning = useRef<PositioningImperativeRef>(null)
  useEffect(() => positioning.current?.setTarget(trigger.current), [trigger])
  return (
    <Menu
      open
      checkedValues={{ choice: [value] }}
      positioning={{ position: 'below', align: 'end', positioningRef: positioning }}
      onOpenChange={(_, { open }) => open || onClose()}
    >
      <MenuPopover>
        <MenuList aria-label={label}>
          {choices.map((choice) => (
            <MenuItemRadio key={choice.value} name="choice" value={choice.value} onClick={() => onChoose(choice.value)}>
              {choice.label}
              {choice.details?.map((detail) => (
                <span key={detail} className={styles.detail}>
                  {detail}
                </span>
              ))}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
