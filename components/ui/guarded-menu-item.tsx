'use client'

import { makeStyles, MenuItem, type MenuItemProps } from '@fluentui/react-components'
import type { Leave } from './use-reason'

const useStyles = makeStyles({
  // Menus are as wide as their longest line.
  reason: { display: 'block', maxWidth: '260px', whiteSpace: 'normal' },
})

/** An entry of a menu that only some may choose. The others find it disabled, with the reason below its name. */
export function GuardedMenuItem({ leave, ...item }: MenuItemProps & { leave: Leave }) {
  const styles = useStyles()
  if (leave.allowed) return <MenuItem {...item} />
  return <MenuItem {...item} disabled subText={{ children: leave.reason, className: styles.reason }} />
}
