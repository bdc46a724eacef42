'use client'

import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down'
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { ListQuery } from '@/lib/endpoints/list-query'
import { columns } from './columns'
import type { TableClasses } from './table-styles'

export type Sort = Pick<ListQuery, 'sort' | 'descending'>

/** The heading: each column's title is the button that orders by it. */
export function TableHeader({
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
        const sorted = sort.sort === id
        return (
          <th
            key={id}
            role="columnheader"
            scope="col"
            className={classes.heads[id]}
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
          >
            <button
              type="button"
              className={classes.sort}
              onClick={() => onSort({ sort: id, descending: sorted && !sort.descending })}
            >
              {label}
              {sorted && (sort.descending ? <ArrowSortDownRegular aria-hidden /> : <ArrowSortUpRegular aria-hidden />)}
            </button>
          </th>
        )
      })}
      <th role="columnheader" scope="col" className={classes.menuHead}>
        <VisuallyHidden>Actions</VisuallyHidden>
      </th>
    </tr>
  )
}
