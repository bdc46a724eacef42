'use client'

import { useEffect, useRef, useState } from 'react'

/** What the wheel only rushes past is not in view. */
const settledMs = 150

/** Whether the element of `ref` is in sight, or nearly, and has been for a moment. Never before the page stands. */
export function useInView<E extends Element>() {
  const ref = useRef<E>(null)
  const [inView, setInView] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new IntersectionObserver(
      (entries) => {
        const near = entries.at(-1)?.isIntersecting ?? false
        clearTimeout(timer)
        if (near) timer = setTimeout(() => setInView(true), settledMs)
        else setInView(false)
      },
      // The page scrolls inside its frame, where the margin around the window (`rootMargin`) does not reach.
      { scrollMargin: '160px 0px' },
    )
    observer.observe(element)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [])
  return { ref, inView }
}
