'use client'

import { makeStyles, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, tokens } from '@fluentui/react-components'
import { CodeRegular } from '@fluentui/react-icons/svg/code'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { FlowchartRegular } from '@fluentui/react-icons/svg/flowchart'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { EditRegular } from '@fluentui/react-icons/svg/edit'
import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { whomToAsk } from '@/components/shell/right-to'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedMenuItem } from '@/components/ui/guarded-menu-item'
import { paths } from '@/lib/core/paths'
import type { EndpointListItem } from '@/lib/endpoints/list'
import { bridgeWith } from '@/components/bridges/links'
import { cloneHref, editHref } from '../links'

const useStyles = makeStyles({
  ask: {
    maxWidth: '260px',
    margin: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalSNudge}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** What can be done with one endpoint of the list. Mounted open beside the button that asked for it. */
export function RowMenu({
  item,
  button,
  instanceId,
  search,
  onDelete,
  onClose,
}: {
  item: EndpointListItem
  button: HTMLElement
  instanceId: string
  search: string
  onDelete: () => void
  onClose: () => void
}) {
  const styles = useStyles()
  const router = useRouter()
  const { row, typeId } = item
  const [create, update, remove] = [
    useRight('endpoints.create'),
    useRight('endpoints.update'),
    useRight('endpoints.delete'),
  ]
  const bridge = useRight('dataflows.create')
  const refused = [create, update, remove, bridge].some(({ allowed }) => !allowed)
  const ask = useId()
  const go = (href: string) => router.push(href, { scroll: false })
  return (
    <Menu
      open
      positioning={{ target: button, position: 'below', align: 'end' }}
      onOpenChange={(_, data) => {
        if (data.open) return
        onClose()
        button.focus()
      }}
    >
      <MenuPopover>
        <MenuList aria-label={`Actions for ${row.name}`} aria-describedby={refused ? ask : undefined}>
          {typeId !== null && (
            <>
              <GuardedMenuItem
                leave={update}
                icon={<EditRegular />}
                onClick={() => go(editHref(instanceId, row.name, search))}
              >
                Edit
              </GuardedMenuItem>
              <GuardedMenuItem
                leave={create}
                icon={<CopyRegular />}
                onClick={() => go(cloneHref(instanceId, typeId, row.name, search))}
              >
                Clone
              </GuardedMenuItem>
            </>
          )}
          <GuardedMenuItem
            leave={bridge}
            icon={<FlowchartRegular />}
            onClick={() => go(bridgeWith(instanceId, row.name, typeId))}
          >
            Use in a bridge
          </GuardedMenuItem>
          <MenuItem icon={<CodeRegular />} onClick={() => go(`${paths.endpoint(instanceId, row.name)}#yaml`)}>
            View as code
          </MenuItem>
          <MenuDivider />
          <GuardedMenuItem leave={remove} icon={<DeleteRegular />} onClick={onDelete}>
            Delete
          </GuardedMenuItem>
        </MenuList>
        {refused && (
          <p id={ask} className={styles.ask}>
            {whomToAsk}
          </p>
        )}
      </MenuPopover>
    </Menu>
  )
}
