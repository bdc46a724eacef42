'use client'

import { useLinkClicks } from '@/components/shell/use-link-clicks'
import { LongTable } from '@/components/ui/long-table'
import type { Bridge } from '@/lib/runtime/bridge'
import type { BridgeFlow } from '../use-flows'
import { BridgeRow } from './bridge-row'
import { SortHead, type Sort } from './sort-head'
import { rowHeight, useTableClasses } from './table-styles'

/** The bridges as a long table. */
export function BridgeTable({
  bridges,
  missing,
  gone,
  flowOf,
  instanceId,
  sort,
  onSort,
}: {
  bridges: readonly Bridge[]
  /** Rows that there are and that have not arrived yet. */
  missing: number
  gone: ReadonlySet<string>
  flowOf: (bridge: Bridge) => BridgeFlow | undefined
  instanceId: string
  sort: Sort
  onSort: (sort: Sort) => void
}) {
  const classes = useTableClasses()
  const onClick = useLinkClicks()
  return (
    <div className={classes.container} onClick={onClick}>
      <LongTable
        label="Bridges"
        className={classes.region}
        head={<SortHead classes={classes} sort={sort} onSort={onSort} />}
        rows={bridges}
        missing={missing}
        rowHeight={rowHeight}
        keyOf={({ name }) => name}
        row={(bridge, rowIndex) => (
          <BridgeRow
            bridge={bridge}
            flow={flowOf(bridge)}
            instanceId={instanceId}
            classes={classes}
            rowIndex={rowIndex}
            gone={gone.has(bridge.name)}
          />
        )}
      />
    </div>
  )
}
