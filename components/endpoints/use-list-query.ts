'use client'

import { useUrlQuery, type UrlForm } from '@/components/shell/use-url-query'
import { readListQuery, writeListQuery, type ListQuery } from '@/lib/endpoints/list-query'

// The panel's own parameters stand beside these.
const form: UrlForm<ListQuery> = { read: readListQuery, write: writeListQuery, keys: ['search', 'type', 'sort'] }

/** The state of the list: search, filter and order. */
export const useListQuery = () => useUrlQuery(form)
