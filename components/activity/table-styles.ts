'use client'

import { makeStyles, mergeClasses, tokens, type GriffelStyle } from '@fluentui/react-components'
import { useMemo } from 'react'
import { cellStyle, rowStyle } from '@/components/ui/long-table'
import { columns, steps, tracksAt, type ColumnId } from './table-columns'

/** One line's height in pixels: room for a name and what stands below it. */
export const lineHeight = 48

/** By the table's own width and not the window's: the navigation beside it opens and closes. */
const atLeast = (width: number) => `@container activity (min-width: ${width}px)`

/** From one step up to the next: which of two rules that both hold comes last is not ours to say. */
const between = (step: number, next: number | undefined) =>
  atLeast(step) + (next === undefined ? '' : ` and (max-width: ${next - 0.02}px)`)

const row = (height: number): GriffelStyle => ({
  ...rowStyle(height, tracksAt(0)),
  ...Object.fromEntries(
    steps.map((step, at) => [between(step, steps[at + 1]), { gridTemplateColumns: tracksAt(step) }]),
  ),
})

const below = (width: number) => `@container activity (max-width: ${width - 0.02}px)`

const from = (width: number): GriffelStyle => ({ display: 'none', [atLeast(width)]: { display: 'grid' } })
const upTo = (width: number): GriffelStyle => ({ [atLeast(width)]: { display: 'none' } })

const widthOf = (id: ColumnId): number => columns.find((column) => column.id === id)?.from ?? 0

const useStyles = makeStyles({
  container: {
    containerType: 'inline-size',
    containerName: 'activity',
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
  row: {
    ...row(lineHeight),
    // On the usual colour of what is pointed at the green of a result would be too faint in the dark theme.
    ':hover': { backgroundColor: tokens.colorNeutralBackground3 },
    ':focus-within': { backgroundColor: tokens.colorNeutralBackground3 },
    ':hover a': { color: tokens.colorBrandForegroundLinkHover },
    ':focus-within a': { color: tokens.colorBrandForegroundLinkHover },
  },
  open: { backgroundColor: tokens.colorNeutralBackground2 },
  detail: { ...rowStyle(lineHeight, 'minmax(0, 1fr)'), backgroundColor: tokens.colorNeutralBackground2 },
  cell: {
    ...cellStyle,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  when: { gridTemplateColumns: '28px minmax(0, 1fr)', columnGap: tokens.spacingHorizontalXS, alignItems: 'center' },
  operation: { gridTemplateColumns: 'auto 32px', justifyContent: 'start', alignItems: 'center' },
  line: { overflow: 'hidden', textOverflow: 'ellipsis' },
  digits: { fontVariantNumeric: 'tabular-nums' },
  second: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  what: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    lineHeight: tokens.lineHeightBase200,
    // Below it stand who it was and the result, which have no columns of their own there.
    [below(widthOf('result'))]: { WebkitLineClamp: 1 },
  },
  // Flex, since its parts come and go with the columns they stand in for.
  beside: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    minWidth: 0,
    [atLeast(widthOf('result'))]: { display: 'none' },
  },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  quiet: { color: tokens.colorNeutralForeground2 },
  button: {
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontSize: '16px',
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorSubtleBackgroundPressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  fields: {
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr)',
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'center',
    paddingLeft: '44px',
  },
  values: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  note: { paddingLeft: '44px', alignItems: 'center' },
  named: { gridTemplateColumns: 'auto 32px', justifyContent: 'start' },
  fromWho: from(widthOf('who')),
  fromObject: from(widthOf('object')),
  fromResult: from(widthOf('result')),
  fromOperation: from(widthOf('operation')),
  insteadOfWho: upTo(widthOf('who')),
})

/** The classes of the table's parts, joined once and not by every row. */
export function useTableClasses() {
  const styles = useStyles()
  return useMemo(() => {
    const leaves: Partial<Record<ColumnId, string>> = {
      who: styles.fromWho,
      object: styles.fromObject,
      result: styles.fromResult,
      operation: styles.fromOperation,
    }
    const own: Partial<Record<ColumnId, string>> = { when: styles.when, operation: styles.operation }
    const inColumns = (base: string, each: Partial<Record<ColumnId, string>> = {}) =>
      Object.fromEntries(columns.map(({ id }) => [id, mergeClasses(base, each[id], leaves[id])])) as Readonly<
        Record<ColumnId, string>
      >
    return {
      container: styles.container,
      region: styles.region,
      headRow: styles.headRow,
      heads: inColumns(styles.head),
      row: styles.row,
      openRow: mergeClasses(styles.row, styles.open),
      detail: styles.detail,
      cells: inColumns(styles.cell, own),
      line: styles.line,
      time: mergeClasses(styles.line, styles.digits),
      second: styles.second,
      whoBelow: mergeClasses(styles.second, styles.insteadOfWho),
      below: styles.beside,
      resultBelow: styles.second,
      what: styles.what,
      link: mergeClasses(styles.line, styles.link),
      code: mergeClasses(styles.line, styles.code),
      quiet: styles.quiet,
      button: styles.button,
      fieldCell: mergeClasses(styles.cell, styles.fields),
      values: styles.values,
      noteCell: mergeClasses(styles.cell, styles.note),
      operationCell: mergeClasses(styles.cell, styles.note, styles.named),
    }
  }, [styles])
}

export type TableClasses = ReturnType<typeof useTableClasses>
