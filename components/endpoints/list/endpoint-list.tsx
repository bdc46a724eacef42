'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { EndpointListItem } from '@/lib/endpoints/list'
import { matchingItems, orderedItems, typesIn, writeListQuery, type ListQuery } from '@/lib/endpoints/list-query'
import { listCondition } from '@/components/shell/list-condition'
import type { Seed } from '@/components/shell/use-feed'
import { useLinkClicks } from '@/components/shell/use-link-clicks'
import { late } from '@/components/ui/late'
import type { BulkDeed } from '../bulk/bulk-dialog'
import { useSelection } from '../bulk/use-selection'
import { useDeletion } from '../deletion'
import { DropOverlay } from '../import/drop-overlay'
import { ImportButton } from '../import/import-button'
import { useFileDrop } from '../import/use-file-drop'
import { EndpointTable } from './endpoint-table'
import { ListState } from './list-state'
import { ListToolbar } from './list-toolbar'
import { useHeldRows } from './use-held-rows'

const StaleNotice = dynamic(late(() => import('./stale-notice').then((module) => module.StaleNotice)))
const SelectionBar = dynamic(
  late(() => import('../bulk/selection-bar').then((module) => module.SelectionBar)),
  { ssr: false },
)
const BulkDialog = dynamic(
  late(() => import('../bulk/bulk-dialog').then((module) => module.BulkDialog)),
  { ssr: false },
)
const ImportDialog = dynamic(
  late(() => import('../import/import-dialog').then((module) => module.ImportDialog)),
  { ssr: false },
)
const RowMenu = dynamic(
  late(() => import('./row-menu').then((module) => module.RowMenu)),
  { ssr: false },
)

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    gap: tokens.spacingVerticalS,
    minHeight: '320px',
    '@media (max-width: 720px)': { flexBasis: '70dvh', flexShrink: 0, height: '70dvh' },
  },
  table: { position: 'relative', display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
  // Among what is held: on the way to it nothing moves either.
  waiting: {
    position: 'absolute',
    zIndex: 6,
    bottom: tokens.spacingVerticalL,
    left: '50%',
    transform: 'translateX(-50%)',
    borderRadius: tokens.borderRadiusCircular,
    boxShadow: tokens.shadow16,
  },
})

type Props = {
  instanceId: string
  namespace: string
  items: readonly EndpointListItem[]
  collection: Seed<'endpoints'> | undefined
  query: ListQuery
  onQuery: (change: Partial<ListQuery>) => void
  flash?: { name: string; at: number }
}

/** All endpoints of the instance: narrowed down, ordered, live, and still under the pointer. */
export function EndpointList({ instanceId, namespace, items, collection, query, onQuery, flash }: Props) {
  const styles = useStyles()
  const [menu, setMenu] = useState<{ item: EndpointListItem; button: HTMLElement }>()
  const openMenu = useCallback((item: EndpointListItem, button: HTMLElement) => setMenu({ item, button }), [])
  const followLinks = useLinkClicks()
  const askDelete = useDeletion()

  // Typing stays ahead of ten thousand rows: the field shows each key at once, the table follows.
  const asked = useDeferredValue(query)
  const { search, type, sort, descending } = asked
  const ordered = useMemo(() => orderedItems(items, { sort, descending }), [items, sort, descending])
  const matching = useMemo(() => matchingItems(ordered, { search, type }), [ordered, search, type])
  const view = writeListQuery(asked)
  const complete = collection?.complete ?? false
  const held = useHeldRows(matching, view, complete)
  const types = useMemo(() => typesIn(items), [items])
  const { selection, select, selectAll, clear } = useSelection(held.items)
  const chosen = useMemo(
    () => (selection.keys.size === 0 ? [] : items.filter(({ row }) => selection.keys.has(row.uid))),
    [items, selection],
  )
  const [importing, setImporting] = useState<{ files: readonly File[] }>()
  const drop = useFileDrop((files) => setImporting({ files }))
  const [bulk, setBulk] = useState<{ deed: BulkDeed; items: readonly EndpointListItem[] }>()

  const narrowed = query.search.trim() !== '' || query.type !== ''
  const total = complete ? items.length : Math.max(collection?.total ?? 0, items.length)
  const missing = complete || narrowed ? 0 : total - items.length
  const condition = listCondition({
    shown: held.items.length,
    all: items.length,
    complete,
    freshness: collection?.freshness,
  })
  const options = types.map(({ label, count }) => ({ value: label, label: complete ? `${label} (${count})` : label }))
  if (query.type && !options.some(({ value }) => value === query.type)) {
    options.push({ value: query.type, label: query.type })
  }

  return (
    <section className={styles.root} aria-label="Endpoint list" {...drop.handlers}>
      <ListToolbar
        count={countText(matching.length, total, narrowed, complete)}
        search={query.search}
        onSearch={(search) => onQuery({ search })}
        type={query.type}
        types={options}
        onType={(type) => onQuery({ type })}
        selection={
          chosen.length > 0 && (
            <SelectionBar
              count={chosen.length}
              hidden={narrowed ? chosen.length - matchingItems(chosen, query).length : 0}
              onDeed={(deed) => setBulk({ deed, items: chosen })}
              onClear={clear}
            />
          )
        }
        commands={<ImportButton onClick={() => setImporting({ files: [] })} />}
      />
      {collection?.freshness.state === 'stale' && !condition && <StaleNotice />}
      {condition ? (
        <ListState condition={condition} onClear={() => onQuery({ search: '', type: '' })} />
      ) : (
        <div className={styles.table} {...held.pointer} onClick={followLinks}>
          {held.waiting > 0 && complete && (
            <div className={styles.waiting}>
              <Button size="small" appearance="primary" shape="circular" onClick={held.release}>
                {held.waiting} new
              </Button>
            </div>
          )}
          <EndpointTable
            items={held.items}
            missing={missing}
            gone={held.gone}
            instanceId={instanceId}
            sort={asked}
            onSort={onQuery}
            selection={selection}
            onSelect={select}
            onSelectAll={selectAll}
            onMenu={openMenu}
            flash={flash}
          />
        </div>
      )}
      {drop.over && <DropOverlay />}
      {importing && (
        <ImportDialog
          instanceId={instanceId}
          namespace={namespace}
          files={importing.files}
          onClose={() => setImporting(undefined)}
        />
      )}
      {bulk && (
        <BulkDialog instanceId={instanceId} deed={bulk.deed} items={bulk.items} onClose={() => setBulk(undefined)} />
      )}
      {menu && (
        <RowMenu
          item={menu.item}
          button={menu.button}
          instanceId={instanceId}
          search={writeListQuery(query)}
          onDelete={() => askDelete({ name: menu.item.row.name, uid: menu.item.row.uid, usedBy: menu.item.usedBy })}
          onClose={() => setMenu(undefined)}
        />
      )}
    </section>
  )
}

function countText(matching: number, total: number, narrowed: boolean, complete: boolean): string {
  const all = `${total.toLocaleString('en')} ${total === 1 ? 'endpoint' : 'endpoints'}`
  if (!complete && total === 0) return 'Loading …'
  return narrowed && complete ? `${matching.toLocaleString('en')} of ${all}` : all
}
