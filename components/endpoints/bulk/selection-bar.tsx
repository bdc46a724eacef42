'use client'

import { Button, makeStyles, Menu, MenuList, MenuPopover, MenuTrigger, tokens } from '@fluentui/react-components'
import { ArrowExportRegular } from '@fluentui/react-icons/svg/arrow-export'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useRight } from '@/components/shell/rights-provider'
import { GuardedButton } from '@/components/ui/guarded-button'
import { GuardedMenuItem } from '@/components/ui/guarded-menu-item'
import { restoresFocus } from '@/components/ui/restore-focus'
import { bulkSettings } from '@/lib/endpoints/bulk-setting'
import type { BulkDeed } from './bulk-dialog'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexGrow: 1,
    minWidth: 0,
    alignItems: 'center',
    gap: tokens.spacingHorizontalXXS,
    height: '32px',
  },
  count: {
    marginRight: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
})

/** What can be done with the selected endpoints, in the place where else is told how many there are. */
export function SelectionBar({
  count,
  hidden,
  onDeed,
  onClear,
}: {
  count: number
  /** How many of them the search and filter do not show. */
  hidden: number
  onDeed: (deed: BulkDeed) => void
  onClear: () => void
}) {
  const styles = useStyles()
  const [remove, update] = [useRight('endpoints.delete'), useRight('endpoints.update')]
  return (
    <div className={styles.bar} role="group" aria-label="Selected endpoints">
      <span className={styles.count} role="status">
        {count.toLocaleString('en')} selected{hidden > 0 && `, ${hidden.toLocaleString('en')} not shown`}
      </span>
      <GuardedButton
        {...restoresFocus}
        leave={remove}
        size="small"
        appearance="subtle"
        icon={<DeleteRegular />}
        onClick={() => onDeed({ kind: 'delete' })}
      >
        Delete
      </GuardedButton>
      <Button
        {...restoresFocus}
        size="small"
        appearance="subtle"
        icon={<ArrowExportRegular />}
        onClick={() => onDeed({ kind: 'export' })}
      >
        Export
      </Button>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            {...restoresFocus}
            size="small"
            appearance="subtle"
            icon={<ChevronDownRegular />}
            iconPosition="after"
          >
            Set
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {bulkSettings.map(({ id, title }) => (
              <GuardedMenuItem key={id} leave={update} onClick={() => onDeed({ kind: 'set', setting: id })}>
                {title}
              </GuardedMenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label="Clear selection"
        title="Clear selection"
        onClick={onClear}
      />
    </div>
  )
}
