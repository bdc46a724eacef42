'use client'

import { useReactFlow } from '@xyflow/react'
import type { FocusEvent, KeyboardEvent } from 'react'

const step = 80

const moves: Record<string, readonly [number, number]> = {
  ArrowLeft: [step, 0],
  ArrowRight: [-step, 0],
  ArrowUp: [0, step],
  ArrowDown: [0, -step],
}

/** The picture with the keyboard alone: arrows move it, + and − zoom, 0 fits, and what takes the focus comes into sight. */
export function usePictureKeys() {
  const { getViewport, setViewport, zoomIn, zoomOut, fitView, setCenter, screenToFlowPosition, getZoom } =
    useReactFlow()
  return {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return
      const move = moves[event.key]
      if (move) {
        const { x, y, zoom } = getViewport()
        void setViewport({ x: x + move[0], y: y + move[1], zoom })
      } else if (event.key === '+' || event.key === '=') void zoomIn()
      else if (event.key === '-') void zoomOut()
      else if (event.key === '0') void fitView()
      else return
      event.preventDefault()
    },
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const item = event.target.closest('[data-picture-item]')
      const canvas = item?.closest('.react-flow')
      if (!item || !canvas) return
      // The browser has scrolled the frame, which moves by itself only.
      canvas.scrollTo({ top: 0, left: 0 })
      const [box, frame] = [item.getBoundingClientRect(), canvas.getBoundingClientRect()]
      const inside =
        box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
      if (inside) return
      const { x, y } = screenToFlowPosition({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 })
      void setCenter(x, y, { zoom: getZoom() })
    },
  }
}
