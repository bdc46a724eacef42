'use client'

import { makeStyles, MenuItem, tokens, type MenuItemProps } from '@fluentui/react-components'

const useStyles = makeStyles({
  // Menus are as wide as their longest line. What cannot be chosen is grey, why not is there to be read.
  needs: {
    display: 'block',
    maxWidth: '220px',
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground2,
  },
})

type Leave = { allowed: true } | { allowed: false; needs: string }

/**
 * An entry of a menu that only some may choose. The others find it disabled, with what it needs below its name. Whom to ask
 * is said once for the whole menu.
 */
export function GuardedMenuItem({ leave, ...item }: MenuItemProps & { leave: Leave }) {
  const styles = useStyles()
  if (leave.allowed) return <MenuItem {...item} />
  return <MenuItem {...item} disabled subText={{ children: leave.needs, className: styles.needs }} />
}
