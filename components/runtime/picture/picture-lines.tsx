'use client'

import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { memo } from 'react'
import { pathOf } from '@/lib/runtime/picture-curve'
import type { PictureEdge } from '@/lib/runtime/picture-layout'
import { tones } from '@/lib/runtime/state'
import { useToneLines } from './tone-lines'

const useStyles = makeStyles({
  lines: { position: 'absolute', top: 0, left: 0, zIndex: -1, overflow: 'visible', pointerEvents: 'none' },
  line: {
    fill: 'none',
    strokeLinecap: 'round',
    pointerEvents: 'stroke',
    '@media (forced-colors: active)': { stroke: 'CanvasText' },
  },
  hot: { strokeWidth: '4px' },
})

/** All lines in one drawing, behind the endpoints. Hands on which one the pointer is over; what it says, its mark says. */
export const PictureLines = memo(function PictureLines({
  edges,
  hot,
  onHot,
}: {
  edges: readonly PictureEdge[]
  hot: string | undefined
  onHot: (id: string | undefined) => void
}) {
  const styles = useStyles()
  const lines = useToneLines()
  return (
    <svg
      className={styles.lines}
      width="1"
      height="1"
      aria-hidden
      onPointerOver={(event) =>
        onHot(event.target instanceof Element ? event.target.id.slice(5) || undefined : undefined)
      }
      onPointerOut={() => onHot(undefined)}
    >
      {edges.map(({ id, curve, state }) => (
        <path
          key={id}
          id={`line ${id}`}
          d={pathOf(curve)}
          className={mergeClasses(styles.line, lines[tones[state]], hot === id && styles.hot)}
        />
      ))}
    </svg>
  )
})
