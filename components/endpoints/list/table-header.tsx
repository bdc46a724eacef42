'use client'

import { mergeClasses } from '@fluentui/react-components'
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down'
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import type { ListQuery } from '@/lib/endpoints/list-query'
import { columns } from './columns'
import { useTableStyles } from './table-styles'

export type Sort = Pick<ListQuery, 'sort' | 'descending'>

/** The sticky heading: each column's title is the button that orders by it. */
export function TableHeader({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const styles = useTableStyles()
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ id, label, width }) => {
          const sorted = sort.sort === id
          return (
            <th
              key={id}
              scope="col"
              className={mergeClasses(styles.head, styles[width])}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              <button
                type="button"
                className={styles.sort}
                onClick={() => onSort({ sort: id, descending: sorted && !sort.descending })}
              >
                {label}
                {sorted &&
                  (sort.descending ? <ArrowSortDownRegular aria-hidden /> : <ArrowSortUpRegular aria-hidden />)}
              </button>
            </th>
          )
        })}
        <th scope="col" className={mergeClasses(styles.head, styles.menuWidth)}>
          <VisuallyHidden>Actions</VisuallyHidden>
        </th>
      </tr>
    </thead>
  )
}
