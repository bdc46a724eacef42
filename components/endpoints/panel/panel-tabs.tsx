'use client'

import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import type { FieldTab } from '@/lib/endpoints/types/define'

const useStyles = makeStyles({
  // Stays in sight while the fields scroll; its words stand in line with them.
  list: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    flexShrink: 0,
    marginInline: `calc(-1 * ${tokens.spacingHorizontalM})`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  count: {
    display: 'inline-grid',
    placeItems: 'center',
    minWidth: '20px',
    height: '20px',
    marginLeft: tokens.spacingHorizontalSNudge,
    paddingInline: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
})

/** Beside the fields: the same draft in every dialect. */
export type PanelTab = FieldTab | 'code'

const tabs: { value: PanelTab; label: string }[] = [
  { value: 'basic', label: 'Basic' },
  { value: 'advanced', label: 'Advanced' },
  { value: 'code', label: 'As code' },
]

export const tabId = (tab: PanelTab) => `tab-${tab}`
export const tabPanelId = (tab: PanelTab) => `tabpanel-${tab}`

/** Basic and Advanced, each with the number of fields that need attention, and what they come to as code. */
export function PanelTabs({
  selected,
  errors,
  onSelect,
}: {
  selected: PanelTab
  errors: Record<FieldTab, number>
  onSelect: (tab: PanelTab) => void
}) {
  const styles = useStyles()
  return (
    <TabList
      className={styles.list}
      selectedValue={selected}
      onTabSelect={(_, data) => onSelect(tabs.find(({ value }) => value === data.value)?.value ?? 'basic')}
    >
      {tabs.map(({ value, label }) => {
        const count = value === 'code' ? 0 : errors[value]
        return (
          <Tab key={value} value={value} id={tabId(value)} aria-controls={tabPanelId(value)}>
            {label}
            {count > 0 && (
              <span className={styles.count} aria-label={count === 1 ? '1 error' : `${count} errors`} role="img">
                {count}
              </span>
            )}
          </Tab>
        )
      })}
    </TabList>
  )
}
