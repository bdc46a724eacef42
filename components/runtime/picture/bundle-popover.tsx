'use client'

import { makeStyles, Popover, PopoverSurface, tokens, typographyStyles } from '@fluentui/react-components'
import Link from 'next/link'
import type { Bridge } from '@/lib/runtime/bridge'
import type { PictureEdge } from '@/lib/runtime/picture-layout'
import { bridgePath } from '../bridge-path'
import { StateMark } from '../state-mark'

/** More are easier found in the table. */
const most = 100

const useStyles = makeStyles({
  surface: { padding: tokens.spacingHorizontalM, maxWidth: '440px' },
  title: { ...typographyStyles.body1Strong, margin: `0 0 ${tokens.spacingVerticalS}`, overflowWrap: 'anywhere' },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: 0,
    padding: 0,
    maxHeight: '320px',
    overflowY: 'auto',
    listStyleType: 'none',
  },
  row: { display: 'grid', gridTemplateColumns: 'subgrid', gridColumn: '1 / -1', alignItems: 'center' },
  link: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  more: { margin: `${tokens.spacingVerticalS} 0 0`, color: tokens.colorNeutralForeground2 },
})

/** The bridges of one line, the worst first. */
export function BundlePopover({
  instanceId,
  edge,
  bridges,
  button,
  onClose,
}: {
  instanceId: string
  edge: PictureEdge
  bridges: readonly Bridge[]
  button: HTMLElement
  onClose: () => void
}) {
  const styles = useStyles()
  const wanted = new Set(edge.bridges.slice(0, most))
  const states = new Map(bridges.flatMap(({ name, worst }) => (wanted.has(name) ? [[name, worst.state] as const] : [])))
  const left = edge.bridges.length - wanted.size
  return (
    <Popover
      open
      trapFocus
      withArrow
      positioning={{ target: button, position: 'after' }}
      onOpenChange={(_, { open }) => {
        if (open) return
        onClose()
        button.focus()
      }}
    >
      <PopoverSurface className={styles.surface} aria-label={`Bridges from ${edge.source} to ${edge.destination}`}>
        <h2 className={styles.title}>
          {edge.source} → {edge.destination}
        </h2>
        <ul className={styles.list}>
          {[...wanted].map((name) => (
            <li key={name} className={styles.row}>
              <Link href={bridgePath(instanceId, name)} prefetch={false} className={styles.link} title={name}>
                {name}
              </Link>
              <StateMark state={states.get(name) ?? 'unknown'} />
            </li>
          ))}
        </ul>
        {left > 0 && <p className={styles.more}>and {left.toLocaleString('en')} more: the table shows them all.</p>}
      </PopoverSurface>
    </Popover>
  )
}
