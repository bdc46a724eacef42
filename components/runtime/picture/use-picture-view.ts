'use client'

import { useReactFlow, type FitViewOptions } from '@xyflow/react'
import { useEffect, useRef, type FocusEvent, type KeyboardEvent } from 'react'
import type { Picture } from '@/lib/runtime/picture-layout'

/** The whole picture, with room for the buttons above and the legend below it. */
export const fit: FitViewOptions = {
  padding: { top: '48px', bottom: '44px', left: '24px', right: '24px' },
  maxZoom: 1.15,
}

const step = 80

const moves: Record<string, readonly [number, number]> = {
  ArrowLeft: [step, 0],
  ArrowRight: [-step, 0],
  ArrowUp: [0, step],
  ArrowDown: [0, -step],
}

/**
 * What part of the picture is in sight. The whole, also when it grows, until the operator moves it; then it stays. With the
 * keyboard arrows move it, + and − zoom, 0 fits, and what takes the focus comes into sight.
 */
export function usePictureView(view: string, { width, height }: Pick<Picture, 'width' | 'height'>) {
  const { getViewport, setViewport, zoomIn, zoomOut, fitView, setCenter, screenToFlowPosition, getZoom } =
    useReactFlow()
  const moved = useRef(false)
  const seen = useRef(view)
  /** What is in sight as a whole already: it begins so. */
  const fitted = useRef(`${width} ${height}`)

  useEffect(() => {
    if (seen.current !== view) {
      seen.current = view
      if (moved.current) fitted.current = ''
      moved.current = false
    }
    const size = `${width} ${height}`
    if (moved.current || fitted.current === size) return
    fitted.current = size
    void fitView(fit)
  }, [view, width, height, fitView])

  const move = (to: () => Promise<boolean>) => {
    moved.current = true
    void to()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const by = moves[event.key]
    if (by) {
      const { x, y, zoom } = getViewport()
      move(() => setViewport({ x: x + by[0], y: y + by[1], zoom }))
    } else if (event.key === '+' || event.key === '=') move(zoomIn)
    else if (event.key === '-') move(zoomOut)
    else if (event.key === '0') move(() => fitView(fit))
    else return
    event.preventDefault()
  }
  const onFocus = (event: FocusEvent<HTMLElement>) => {
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
    move(() => setCenter(x, y, { zoom: getZoom() }))
  }
  /** Moves that come from an event are the operator's; the others are ours. */
  const onMoveStart = (event: unknown) => {
    if (event) moved.current = true
  }
  return { canvas: { onMoveStart }, keys: { onKeyDown, onFocus } }
}
