'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { tableParts } from '@/components/ui/table-parts'
import { columns, styles as byWidth, type ColumnId } from './table-columns'

/** One row's height in pixels: room for a name and its state, or three lines of a reason. */
export const rowHeight = 56

const useStyles = makeStyles({
  container: byWidth.container,
  region: tableParts.region,
  headRow: byWidth.row(37),
  head: tableParts.head,
  row: { ...byWidth.row(rowHeight), ...tableParts.pointedAt },
  gone: tableParts.gone,
  cell: { ...tableParts.cell, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' },
  line: { overflow: 'hidden', textOverflow: 'ellipsis' },
  second: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    overflow: 'hidden',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
    // The word of a state is read whole; what stands beside it gives way.
    '& > [data-state]:not(:only-child)': { flexShrink: 0 },
  },
  small: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  under: { lineHeight: tokens.lineHeightBase300 },
  digits: { fontVariantNumeric: 'tabular-nums' },
  quiet: { color: tokens.colorNeutralForeground2 },
  reason: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 3,
    overflow: 'hidden',
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
  },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  graph: { display: 'flex', columnGap: tokens.spacingHorizontalXS, minWidth: 0 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  insteadOfFlow: byWidth.insteadOf('flow'),
  insteadOfProfile: byWidth.insteadOf('profile'),
})

const useLeaves = makeStyles(byWidth.leaves)

/** The classes of the table's parts, joined once and not by every row. */
export function useTableClasses() {
  const styles = useStyles()
  const leaves = useLeaves()
  return useMemo(() => {
    const inColumns = (base: string) =>
      Object.fromEntries(columns.map(({ id }) => [id, mergeClasses(base, leaves[id])])) as Readonly<
        Record<ColumnId, string>
      >
    return {
      container: styles.container,
      region: styles.region,
      headRow: styles.headRow,
      heads: inColumns(styles.head),
      row: styles.row,
      goneRow: mergeClasses(styles.row, styles.gone),
      cells: inColumns(styles.cell),
      line: mergeClasses(styles.line, styles.small, styles.digits),
      name: mergeClasses(styles.line, styles.link),
      bridge: mergeClasses(styles.line, styles.link, styles.strong),
      graph: mergeClasses(styles.graph, styles.strong),
      plain: styles.line,
      second: styles.second,
      quietLine: mergeClasses(styles.line, styles.small, styles.quiet, styles.digits),
      podLine: mergeClasses(styles.line, styles.small, styles.quiet, styles.under, styles.insteadOfProfile),
      sideFlow: mergeClasses(styles.line, styles.insteadOfFlow),
      reason: mergeClasses(styles.reason, styles.small),
      quiet: styles.quiet,
    }
  }, [styles, leaves])
}

export type TableClasses = ReturnType<typeof useTableClasses>
