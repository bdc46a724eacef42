'use client'

import { directionOf, SortHeading } from '@/components/ui/sort-heading'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { ListQuery } from '@/lib/endpoints/list-query'
import { columns } from './columns'
import type { TableClasses } from './table-styles'

export type Sort = Pick<ListQuery, 'sort' | 'descending'>

/** The heading: the box for all rows, and each column's title as the button that orders by it. */
export function TableHeader({
  classes,
  selected,
  onSelectAll,
  sort,
  onSort,
}: {
  classes: TableClasses
  /** How many of the rows that are shown are selected. */
  selected: 'none' | 'some' | 'all'
  onSelectAll: () => void
  sort: Sort
  onSort: (sort: Sort) => void
}) {
  return (
    <tr role="row" className={classes.headRow} aria-rowindex={1}>
      <th role="columnheader" scope="col" className={classes.boxHead}>
        <label className={classes.box}>
          <input
            type="checkbox"
            className={classes.check}
            aria-label="Select all endpoints shown"
            checked={selected === 'all'}
            onChange={onSelectAll}
            ref={(box) => {
              if (box) box.indeterminate = selected === 'some'
            }}
          />
        </label>
      </th>
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
