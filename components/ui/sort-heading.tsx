'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down'
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up'

const useStyles = makeStyles({
  sort: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    // The whole heading is the button.
    width: `calc(100% + 2 * ${tokens.spacingHorizontalS})`,
    height: '36px',
    margin: `0 calc(-1 * ${tokens.spacingHorizontalS})`,
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: 'none',
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
})

export type SortDirection = 'ascending' | 'descending'

/** The heading of a column: where `onSort` is given, its label is the button that orders by it. */
export function SortHeading({
  label,
  className,
  sorted,
  onSort,
}: {
  label: string
  className: string | undefined
  /** How the table is ordered by this column, if it is. */
  sorted: SortDirection | undefined
  onSort: (() => void) | undefined
}) {
  const styles = useStyles()
  return (
    <th role="columnheader" scope="col" className={className} aria-sort={sorted}>
      {onSort ? (
        <button type="button" className={styles.sort} onClick={onSort}>
          {label}
          {sorted &&
            (sorted === 'descending' ? <ArrowSortDownRegular aria-hidden /> : <ArrowSortUpRegular aria-hidden />)}
        </button>
      ) : (
        label
      )}
    </th>
  )
}

/** How a column is ordered by, given what the table is ordered by. */
export const directionOf = (key: string | undefined, { sort, descending }: { sort: string; descending: boolean }) =>
  key !== sort ? undefined : descending ? ('descending' as const) : ('ascending' as const)
