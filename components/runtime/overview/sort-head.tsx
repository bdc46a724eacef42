'use client'

import { directionOf, SortHeading } from '@/components/ui/sort-heading'
import type { OverviewQuery, OverviewSort } from '@/lib/runtime/overview-query'
import { columns, type ColumnId } from './table-columns'
import type { TableClasses } from './table-styles'

export type Sort = Pick<OverviewQuery, 'sort' | 'descending'>

const sorts: Partial<Record<ColumnId, Exclude<OverviewSort, 'state'>>> = {
  bridge: 'name',
  source: 'source',
  destination: 'destination',
  profile: 'profile',
}

const worstFirst: Sort = { sort: 'state', descending: false }

/** Up, then down, then the worst first again. */
const next = (now: Sort, sort: OverviewSort): Sort =>
  now.sort !== sort ? { sort, descending: false } : now.descending ? worstFirst : { sort, descending: true }

/** The heading: what can be ordered by is a button. */
export function SortHead({
  classes,
  sort,
  onSort,
}: {
  classes: TableClasses
  sort: Sort
  onSort: (sort: Sort) => void
}) {
  return (
    <tr role="row" className={classes.headRow} aria-rowindex={1}>
      {columns.map(({ id, label }) => {
        const key = sorts[id]
        return (
          <SortHeading
            key={id}
            label={label}
            className={classes.heads[id]}
            sorted={directionOf(key, sort)}
            onSort={key && (() => onSort(next(sort, key)))}
          />
        )
      })}
    </tr>
  )
}
