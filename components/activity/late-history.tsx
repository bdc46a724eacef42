'use client'

import dynamic from 'next/dynamic'

/** Stands below everything else of its page, so nothing waits for it, and nothing moves when it comes. */
export const LateHistory = dynamic(() => import('./history').then((module) => module.History), { ssr: false })
