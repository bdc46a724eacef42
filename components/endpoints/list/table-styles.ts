'use client'

import { makeStyles, mergeClasses, tokens, type GriffelStyle } from '@fluentui/react-components'
import { useMemo } from 'react'
import { cellStyle, rowStyle } from '@/components/ui/long-table'
import { columns, deskTracks, phoneTracks, tabletTracks } from './columns'

/** One row's height in pixels: rows are equally high, so that a long list can be drawn in part. */
export const rowHeight = 36

const tablet = '@media (min-width: 721px) and (max-width: 1100px)'
const phone = '@media (max-width: 720px)'

const row = (height: number): GriffelStyle => ({
  ...rowStyle(height, deskTracks),
  [tablet]: { gridTemplateColumns: tabletTracks },
  [phone]: { gridTemplateColumns: phoneTracks },
})

/** Shared by all rows: a row brings no styles of its own. */
const useStyles = makeStyles({
  region: {
    flexGrow: 1,
    minHeight: 0,
    borderRadius: tokens.borderRadiusLarge,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  headRow: row(rowHeight + 1),
  head: {
    padding: 0,
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  sort: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    width: '100%',
    height: '36px',
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
  row: {
    ...row(rowHeight),
    // In the dark theme a plain link would be too faint on a row that is pointed at.
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-within': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':hover [data-row-link]': { color: tokens.colorBrandForegroundLinkHover },
    ':focus-within [data-row-link]': { color: tokens.colorBrandForegroundLinkHover },
  },
  gone: { opacity: 0.55, textDecorationLine: 'line-through' },
  cell: {
    ...cellStyle,
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  link: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline', color: tokens.colorBrandForegroundLinkHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  menu: {
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '30px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: '8px',
    letterSpacing: '1px',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  menuCell: { padding: `0 ${tokens.spacingHorizontalXS}` },
  fromDesk: { '@media (max-width: 1100px)': { display: 'none' } },
  fromTablet: { [phone]: { display: 'none' } },
})

/** The classes of the table's parts, joined once and not by every row. */
export function useTableClasses() {
  const styles = useStyles()
  return useMemo(() => {
    const { cell, head, fromDesk, fromTablet, ...rest } = styles
    const leaves = { desk: fromDesk, tablet: fromTablet }
    const inColumns = (base: string): Readonly<Record<string, string>> =>
      Object.fromEntries(columns.map(({ id, from }) => [id, mergeClasses(base, from && leaves[from])]))
    return {
      ...rest,
      goneRow: mergeClasses(rest.row, rest.gone),
      heads: inColumns(head),
      cells: inColumns(cell),
      menuHead: head,
      menuCell: mergeClasses(cell, rest.menuCell),
    }
  }, [styles])
}

export type TableClasses = ReturnType<typeof useTableClasses>
