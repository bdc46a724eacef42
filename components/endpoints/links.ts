import { paths } from '@/lib/core/paths'

/**
 * Links of the endpoint screens. The panel opens over the list, so its links carry the list's state along and closing
 * it returns to the same search, filter and order.
 */
const withSearch = (href: string, search: string) =>
  search ? `${href}${href.includes('?') ? '&' : '?'}${search}` : href

export const listHref = (instanceId: string, search: string) => withSearch(paths.endpoints(instanceId), search)

export const newEndpointHref = (instanceId: string, typeId: string, search: string) =>
  withSearch(paths.newEndpoint(instanceId, typeId), search)

export const cloneHref = (instanceId: string, typeId: string, from: string, search: string) =>
  withSearch(paths.cloneEndpoint(instanceId, typeId, from), search)

export const editHref = (instanceId: string, name: string, search: string) =>
  withSearch(paths.editEndpoint(instanceId, name), search)
