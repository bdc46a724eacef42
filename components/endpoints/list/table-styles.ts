'use client'

import { makeStyles, tokens } from '@fluentui/react-components'

/** One row's height in pixels: rows are equally high, so that a long list can be drawn in part. */
export const rowHeight = 36

const narrow = '@media (max-width: 1100px)'
const phone = '@media (max-width: 720px)'

/** Shared by all cells, and computed once for the table: a row brings no styles of its own. */
export const useTableStyles = makeStyles({
  region: {
    position: 'relative',
    flexGrow: 1,
    minHeight: 0,
    overflow: 'auto',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  table: {
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'separate',
    borderSpacing: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: '36px',
    padding: 0,
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
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
    height: `${rowHeight}px`,
    // In the dark theme a plain link would be too faint on a row that is pointed at.
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-within': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':hover [data-row-link]': { color: tokens.colorBrandForegroundLinkHover },
    ':focus-within [data-row-link]': { color: tokens.colorBrandForegroundLinkHover },
  },
  gone: { opacity: 0.55, textDecorationLine: 'line-through' },
  cell: {
    height: `${rowHeight}px`,
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  nameCell: { textAlign: 'left', fontWeight: tokens.fontWeightRegular },
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
    fontSize: '20px',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  menuCell: { padding: `0 ${tokens.spacingHorizontalXS}`, overflow: 'visible' },
  spacer: { padding: 0, border: 'none' },
  nameWidth: { width: '18%', [phone]: { width: 'auto' } },
  typeWidth: { width: '17%', [phone]: { width: '40%' } },
  hostWidth: { [phone]: { width: 0, display: 'none' } },
  methodWidth: { width: '17%', [phone]: { width: 0, display: 'none' } },
  tlsWidth: { width: '64px', [narrow]: { width: 0, display: 'none' } },
  usesWidth: { width: '11%', [phone]: { width: 0, display: 'none' } },
  ageWidth: { width: '80px', [narrow]: { width: 0, display: 'none' } },
  menuWidth: { width: '48px' },
})
