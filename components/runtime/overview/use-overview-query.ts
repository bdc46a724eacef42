'use client'

import { useUrlQuery, type UrlForm } from '@/components/shell/use-url-query'
import { readOverviewQuery, writeOverviewQuery, type OverviewQuery } from '@/lib/runtime/overview-query'

export type Shown = OverviewQuery & { view: 'table' | 'picture' }

const form: UrlForm<Shown> = {
  read: (parameters) => ({
    ...readOverviewQuery(parameters),
    view: parameters.get('view') === 'picture' ? 'picture' : 'table',
  }),
  write: ({ view, ...query }) =>
    [writeOverviewQuery(query), view === 'picture' ? 'view=picture' : ''].filter(Boolean).join('&'),
}

/** What the overview shows: search, filters, order, table or picture. */
export const useOverviewQuery = () => useUrlQuery(form)
