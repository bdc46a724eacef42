import { tokens, type GriffelStyle } from '@fluentui/react-components'
import { cellStyle } from './long-table'

/** What the long tables have in common besides their columns, as styles for their classes. */
export const tableParts = {
  region: {
    flexGrow: 1,
    minHeight: 0,
    borderRadius: tokens.borderRadiusLarge,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  head: {
    ...cellStyle,
    padding: `0 ${tokens.spacingHorizontalS}`,
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  /** In the dark theme a plain link would be too faint on a row that is pointed at. */
  pointedAt: {
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-within': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':hover a': { color: tokens.colorBrandForegroundLinkHover },
    ':focus-within a': { color: tokens.colorBrandForegroundLinkHover },
  },
  gone: { opacity: 0.55, textDecorationLine: 'line-through' },
  cell: {
    ...cellStyle,
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
} as const satisfies Record<string, GriffelStyle>
