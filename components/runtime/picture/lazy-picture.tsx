'use client'

import dynamic from 'next/dynamic'
import { late } from '@/components/ui/late'
import { PictureSkeleton } from './picture-skeleton'

const load = late(() => import('./picture').then((module) => module.Picture))

/** The picture. Its code comes when somebody opens it. */
export const LazyPicture = dynamic(load, { ssr: false, loading: PictureSkeleton })

/** Fetches it ahead of the click. */
export const warmPicture = (): void => void load()
