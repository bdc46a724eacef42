'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { memo, useMemo, type ReactNode } from 'react'
import type { PictureEdge } from '@/lib/runtime/picture-layout'
import { stateWords, tones, type Tone } from '@/lib/runtime/state'
import { StateIcon } from '../state-icon'
import { useToneStyles } from '../state-mark'

const useStyles = makeStyles({
  place: { position: 'absolute', top: 0, left: 0, pointerEvents: 'none' },
  mark: {
    position: 'absolute',
    transform: 'translate(-50%, -50%)',
    display: 'flex',
    alignItems: 'center',
    gap: '2px',
    height: '24px',
    minWidth: '24px',
    justifyContent: 'center',
    padding: '0 3px',
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThin} solid currentColor`,
    backgroundColor: tokens.colorNeutralBackground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    lineHeight: 1,
    whiteSpace: 'nowrap',
    textDecorationLine: 'none',
    pointerEvents: 'all',
    cursor: 'pointer',
    '> svg': { fontSize: '16px', flexShrink: 0 },
    ':hover': { zIndex: 2 },
    ':focus-visible': { zIndex: 2, outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    ':hover > [data-words]': { display: 'inline' },
    ':focus-visible > [data-words]': { display: 'inline' },
  },
  hot: { zIndex: 2, '> [data-words]': { display: 'inline' } },
  words: { display: 'none', padding: `0 ${tokens.spacingHorizontalXXS}` },
})

/** The classes of marks, joined once and not by each of hundreds. */
export function useMarkClasses() {
  const styles = useStyles()
  const toneStyles = useToneStyles()
  return useMemo(() => {
    const each = (...more: string[]): Record<Tone, string> => ({
      good: mergeClasses(styles.mark, toneStyles.good, ...more),
      warning: mergeClasses(styles.mark, toneStyles.warning, ...more),
      bad: mergeClasses(styles.mark, toneStyles.bad, ...more),
      neutral: mergeClasses(styles.mark, toneStyles.neutral, ...more),
    })
    return { place: styles.place, words: styles.words, mark: each(), hot: each(styles.hot) }
  }, [styles, toneStyles])
}

export type MarkClasses = ReturnType<typeof useMarkClasses>

/**
 * The state of a line: its sign always, its word while the pointer or the focus is on it. One bridge leads to its dataflow,
 * several to their list. Its link is a plain element: the picture sees to it that
 * following it does not load the page anew.
 */
export const PictureMark = memo(function PictureMark({
  edge,
  href,
  hot,
  classes,
  onOpen,
}: {
  edge: PictureEdge
  /** Where the only bridge leads. */
  href: string | undefined
  hot: boolean
  classes: MarkClasses
  onOpen: (edge: PictureEdge, button: HTMLElement) => void
}) {
  const { mark, state, bridges, source, destination } = edge
  const className = (hot ? classes.hot : classes.mark)[tones[state]]
  const many = bridges.length > 1
  const count = bridges.length.toLocaleString('en')
  const words = many ? `bridges, worst: ${stateWords[state]}` : `${bridges[0]}: ${stateWords[state]}`
  // Begins with what is seen, for whoever speaks to the page.
  const label = `${many ? `${count} ` : ''}${words}, ${source} to ${destination}`
  const content = (
    <>
      <StateIcon state={state} />
      {many && <span>{count} </span>}
      <span className={classes.words} data-words>
        {words}
      </span>
    </>
  )
  return (
    <Place className={classes.place} x={mark.x} y={mark.y}>
      {href === undefined ? (
        <button
          type="button"
          className={className}
          aria-label={label}
          aria-haspopup="dialog"
          data-picture-item
          onClick={(event) => onOpen(edge, event.currentTarget)}
        >
          {content}
        </button>
      ) : (
        <a href={href} draggable={false} className={className} aria-label={label} data-picture-item>
          {content}
        </a>
      )}
    </Place>
  )
})

/** At a point of the picture. The page's policy takes no style attributes, so it is set on the element. */
function Place({ className, x, y, children }: { className: string; x: number; y: number; children: ReactNode }) {
  return (
    <div
      className={className}
      ref={(element) => {
        if (element) element.style.transform = `translate(${x}px, ${y}px)`
      }}
    >
      {children}
    </div>
  )
}
