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
import { useDeletion } from '../deletion'
import { EndpointTable } from './endpoint-table'
import { ListState } from './list-state'
import { ListToolbar } from './list-toolbar'
import { useHeldRows } from './use-held-rows'

const StaleNotice = dynamic(late(() => import('./stale-notice').then((module) => module.StaleNotice)))
const RowMenu = dynamic(
  late(() => import('./row-menu').then((module) => module.RowMenu)),
  { ssr: false },
)

const useStyles = makeStyles({
  root: {
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
  items: readonly EndpointListItem[]
  collection: Seed<'endpoints'> | undefined
  query: ListQuery
  onQuery: (change: Partial<ListQuery>) => void
  flash?: { name: string; at: number }
}

/** All endpoints of the instance: narrowed down, ordered, live, and still under the pointer. */
export function EndpointList({ instanceId, items, collection, query, onQuery, flash }: Props) {
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
    <section className={styles.root} aria-label="Endpoint list">
      <ListToolbar
        count={countText(matching.length, total, narrowed, complete)}
        search={query.search}
        onSearch={(search) => onQuery({ search })}
        type={query.type}
        types={options}
        onType={(type) => onQuery({ type })}
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
            onMenu={openMenu}
            flash={flash}
          />
        </div>
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
