'use client'

import { directionOf, SortHeading } from '@/components/ui/sort-heading'
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
      {columns.map(({ id, label }) => (
        <SortHeading
          key={id}
          label={label}
          className={classes.heads[id]}
          sorted={directionOf(id, sort)}
          onSort={() => onSort({ sort: id, descending: sort.sort === id && !sort.descending })}
        />
      ))}
      <th role="columnheader" scope="col" className={classes.menuHead}>
        <VisuallyHidden>Actions</VisuallyHidden>
      </th>
    </tr>
  )
}
