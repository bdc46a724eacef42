'use client'

import { ConnectionMode, type Connection, type ReactFlowProps } from '@xyflow/react'
import { useState, type KeyboardEvent } from 'react'
import { nodeSize, type PictureNode } from '@/lib/runtime/picture-layout'
import type { DrawBridge } from './draw-bridge'

type Canvas = Pick<
  ReactFlowProps,
  'nodesConnectable' | 'connectionMode' | 'connectionRadius' | 'onConnectStart' | 'onConnect' | 'isValidConnection'
>

/** Drawing a bridge: from the handle of one endpoint to another one, or by the keyboard, B on the one and B on the other. */
export function useDrawing(
  draw: DrawBridge | undefined,
  nodes: readonly PictureNode[],
): {
  canvas: Canvas
  /** True when the key was meant for drawing. */
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => boolean
  /** The endpoint that a bridge was begun at with the keyboard. */
  from: string | undefined
  cancel: () => void
} {
  const [from, setFrom] = useState<string>()
  const cancel = () => setFrom(undefined)
  if (!draw) return { canvas: { nodesConnectable: false }, onKeyDown: () => false, from: undefined, cancel }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): boolean => {
    if (event.altKey || event.ctrlKey || event.metaKey) return false
    if (event.key === 'Escape' && from !== undefined) {
      event.preventDefault()
      cancel()
      return true
    }
    const box = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-endpoint]') : null
    const endpoint = box?.dataset.endpoint
    if (event.key.toLowerCase() !== 'b' || endpoint === undefined) return false
    event.preventDefault()
    if (from === undefined) {
      draw.begin()
      setFrom(endpoint)
    } else {
      cancel()
      draw.draw(from, endpoint)
    }
    return true
  }

  return {
    canvas: {
      nodesConnectable: true,
      connectionMode: ConnectionMode.Strict,
      // From the middle of a box to its sides: beside a box is near enough.
      connectionRadius: nodeSize.width / 2,
      onConnectStart: draw.begin,
      isValidConnection: ({ source, target }) => source !== target,
      onConnect: ({ source, target }: Connection) => {
        const [one, other] = [source, target].map((id) => nodes.find((node) => node.id === id)?.endpoint)
        if (one && other) draw.draw(one, other)
      },
    },
    onKeyDown,
    from,
    cancel,
  }
}
