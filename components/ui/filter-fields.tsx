'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { SearchRegular } from '@fluentui/react-icons/svg/search'

/**
 * The two fields above a list, as plain elements in Fluent's looks: they are on screen before anything else is, and
 * Fluent's own bring four times their weight.
 */
const useStyles = makeStyles({
  frame: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    height: '32px',
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground3,
    fontSize: '20px',
    ':focus-within': {
      outline: `2px solid ${tokens.colorCompoundBrandStroke}`,
      outlineOffset: '-1px',
    },
  },
  search: {
    width: '260px',
    maxWidth: '100%',
    paddingLeft: tokens.spacingHorizontalS,
    '@media (max-width: 720px)': { flexGrow: 1 },
  },
  // As wide as its longest choice would be too wide for the longest names there are.
  choice: { minWidth: '200px', maxWidth: '260px', '@media (max-width: 720px)': { flexGrow: 1, maxWidth: '100%' } },
  // Of several beside each other: they share the room there is.
  shared: { flexGrow: 1, flexShrink: 1, flexBasis: '140px', minWidth: '132px' },
  control: {
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: 'none',
    outline: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
    '> option': { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
  },
  select: {
    appearance: 'none',
    textOverflow: 'ellipsis',
    paddingLeft: tokens.spacingHorizontalM,
    paddingRight: '36px',
    cursor: 'pointer',
  },
  chevron: { position: 'absolute', right: tokens.spacingHorizontalS, display: 'flex', pointerEvents: 'none' },
  clear: {
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '28px',
    height: '28px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontSize: '16px',
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
})

/** Narrows a list down while typing. Escape and the cross empty it. */
export function SearchField({
  value,
  label,
  placeholder,
  onChange,
}: {
  value: string
  label: string
  placeholder: string
  onChange: (text: string) => void
}) {
  const styles = useStyles()
  return (
    <div className={mergeClasses(styles.frame, styles.search)}>
      <SearchRegular aria-hidden />
      <input
        className={styles.control}
        role="searchbox"
        type="text"
        value={value}
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && value !== '' && onChange('')}
      />
      {value !== '' && (
        <button type="button" className={styles.clear} aria-label="Clear search" onClick={() => onChange('')}>
          <DismissRegular aria-hidden />
        </button>
      )}
    </div>
  )
}

/** One of a few values, or all of them (the empty one, called `all`). `shared` among others on one line. */
export function ChoiceField({
  shared = false,
  value,
  label,
  all,
  options,
  onChange,
}: {
  shared?: boolean
  value: string
  label: string
  all: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}) {
  const styles = useStyles()
  return (
    <div className={mergeClasses(styles.frame, styles.choice, shared && styles.shared)}>
      <select
        className={mergeClasses(styles.control, styles.select)}
        value={value}
        aria-label={label}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <span className={styles.chevron} aria-hidden>
        <ChevronDownRegular />
      </span>
    </div>
  )
}
