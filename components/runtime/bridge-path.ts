import { paths } from '@/lib/core/paths'
import { isGraphTitle } from '@/lib/dataflows/graph-title'

/** Where a bridge is told of: a dataflow has a page; a graph has none and is found in the overview. */
export const bridgePath = (instanceId: string, name: string): string =>
  isGraphTitle(name)
    ? paths.runtime(instanceId, new URLSearchParams({ search: name }).toString())
    : paths.dataflow(instanceId, name)
