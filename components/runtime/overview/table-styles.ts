'use client'

import { makeStyles, mergeClasses, tokens, type GriffelStyle } from '@fluentui/react-components'
import { useMemo } from 'react'
import { cellStyle, rowStyle } from '@/components/ui/long-table'
import { columns, steps, tracksAt, type ColumnId } from './table-columns'

/** One row's height in pixels: room for a name and its state, or three lines of a reason. */
export const rowHeight = 56

/** By the table's own width and not the window's: the navigation beside it opens and closes. */
const atLeast = (width: number) => `@container bridges (min-width: ${width}px)`

/** From one step up to the next: which of two rules that both hold comes last is not ours to say. */
const between = (step: number, next: number | undefined) =>
  atLeast(step) + (next === undefined ? '' : ` and (max-width: ${next - 0.02}px)`)

const row = (height: number): GriffelStyle => ({
  ...rowStyle(height, tracksAt(0)),
  ...Object.fromEntries(
    steps.map((step, at) => [between(step, steps[at + 1]), { gridTemplateColumns: tracksAt(step) }]),
  ),
})

const from = (width: number): GriffelStyle => ({ display: 'none', [atLeast(width)]: { display: 'grid' } })
const upTo = (width: number): GriffelStyle => ({ [atLeast(width)]: { display: 'none' } })

const widthOf = (id: ColumnId): number => columns.find((column) => column.id === id)?.from ?? 0

const useStyles = makeStyles({
  container: {
    containerType: 'inline-size',
    containerName: 'bridges',
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
  },
  region: {
    flexGrow: 1,
    minHeight: 0,
    borderRadius: tokens.borderRadiusLarge,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  headRow: row(37),
  head: {
    ...cellStyle,
    padding: `0 ${tokens.spacingHorizontalS}`,
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  sort: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    maxWidth: '100%',
    height: '100%',
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  row: {
    ...row(rowHeight),
    // In the dark theme a plain link would be too faint on a row that is pointed at.
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-within': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':hover a': { color: tokens.colorBrandForegroundLinkHover },
    ':focus-within a': { color: tokens.colorBrandForegroundLinkHover },
  },
  gone: { opacity: 0.55, textDecorationLine: 'line-through' },
  cell: {
    ...cellStyle,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
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
  strong: { fontWeight: tokens.fontWeightSemibold },
  fromSince: from(widthOf('since')),
  fromReason: from(widthOf('reason')),
  fromReport: from(widthOf('report')),
  fromFlow: from(widthOf('flow')),
  fromInstances: from(widthOf('instances')),
  fromProfile: from(widthOf('profile')),
  insteadOfFlow: upTo(widthOf('flow')),
  insteadOfProfile: upTo(widthOf('profile')),
})

/** The classes of the table's parts, joined once and not by every row. */
export function useTableClasses() {
  const styles = useStyles()
  return useMemo(() => {
    const leaves: Partial<Record<ColumnId, string>> = {
      since: styles.fromSince,
      reason: styles.fromReason,
      report: styles.fromReport,
      flow: styles.fromFlow,
      instances: styles.fromInstances,
      profile: styles.fromProfile,
    }
    const inColumns = (base: string) =>
      Object.fromEntries(columns.map(({ id }) => [id, mergeClasses(base, leaves[id])])) as Readonly<
        Record<ColumnId, string>
      >
    return {
      container: styles.container,
      region: styles.region,
      headRow: styles.headRow,
      heads: inColumns(styles.head),
      sort: styles.sort,
      row: styles.row,
      goneRow: mergeClasses(styles.row, styles.gone),
      cells: inColumns(styles.cell),
      line: mergeClasses(styles.line, styles.small, styles.digits),
      name: mergeClasses(styles.line, styles.link),
      bridge: mergeClasses(styles.line, styles.link, styles.strong),
      plain: styles.line,
      second: styles.second,
      quietLine: mergeClasses(styles.line, styles.small, styles.quiet, styles.digits),
      podLine: mergeClasses(styles.line, styles.small, styles.quiet, styles.under, styles.insteadOfProfile),
      sideFlow: mergeClasses(styles.line, styles.insteadOfFlow),
      reason: mergeClasses(styles.reason, styles.small),
      quiet: styles.quiet,
    }
  }, [styles])
}

export type TableClasses = ReturnType<typeof useTableClasses>
