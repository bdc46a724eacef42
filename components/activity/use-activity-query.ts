'use client'

import { useUrlQuery, type UrlForm } from '@/components/shell/use-url-query'
import { readActivityQuery, writeActivityQuery, type ActivityQuery } from '@/lib/activity/activity-query'

const form: UrlForm<ActivityQuery> = { read: readActivityQuery, write: writeActivityQuery }

/** What the Activity page shows. */
export const useActivityQuery = () => useUrlQuery(form)
