'use client'

import dynamic from 'next/dynamic'
import { late } from '@/components/ui/late'

/** Stands below everything else of its page, so nothing waits for it, and nothing moves when it comes. */
export const LateHistory = dynamic(
  late(() => import('./history').then((module) => module.History)),
  { ssr: false },
)
