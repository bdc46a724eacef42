import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node'
import type { Locator, Page } from '@playwright/test'
import { connectivity } from './cluster.ts'
import type { Cluster } from './cluster.ts'

const dataflows = (cluster: Cluster) => ({ ...connectivity, namespace: cluster.namespace, plural: 'dataflows' })

const before = (ms: number): string => new Date(Date.now() - ms).toISOString()

const minute = 60_000

export type Report = {
  /** Whose report it is, by its kind's plural. */
  kind?: 'dataflows' | 'dataflowgraphs'
  status: 'Available' | 'Degraded' | 'Unavailable' | 'Unknown'
  reasonCode?: string
  message?: string
  /** For how long it has been so, in milliseconds. */
  lasting?: number
}

/** Reports on a dataflow as its controller does: here by hand, so that any state can be seen without a broker that is in it. */
export async function report(
  cluster: Cluster,
  name: string,
  { kind = 'dataflows', status, reasonCode, message, lasting = 5 * minute }: Report,
): Promise<void> {
  const healthState = {
    status,
    reasonCode,
    message,
    lastTransitionTime: before(lasting),
    // A report from before the last change of the dataflow would be about how it was then.
    lastUpdateTime: before(0),
  }
  await cluster.custom.patchNamespacedCustomObjectStatus(
    { ...dataflows(cluster), plural: kind, name, body: { status: { healthState } } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  )
}

/** A graph from all of these sources to all of these destinations. */
export async function createGraph(
  cluster: Cluster,
  name: string,
  sources: readonly string[],
  destinations: readonly string[],
): Promise<void> {
  const { namespace } = cluster
  const nodes = [
    ...sources.map((endpointRef) => ({
      name: `from-${endpointRef}`,
      nodeType: 'Source',
      sourceSettings: { endpointRef, dataSources: ['plant/+/telemetry'] },
    })),
    ...destinations.map((endpointRef) => ({
      name: `to-${endpointRef}`,
      nodeType: 'Destination',
      destinationSettings: { endpointRef, dataDestination: 'plant' },
    })),
  ]
  await cluster.custom.createNamespacedCustomObject({
    ...dataflows(cluster),
    plural: 'dataflowgraphs',
    body: {
      apiVersion: `${connectivity.group}/${connectivity.version}`,
      kind: 'DataflowGraph',
      metadata: { name, namespace },
      spec: { profileRef: 'default', mode: 'Enabled', nodes },
    },
  })
}

export async function removeDataflow(cluster: Cluster, name: string): Promise<void> {
  await cluster.custom.deleteNamespacedCustomObject({ ...dataflows(cluster), name })
}

export async function patchDataflow(cluster: Cluster, name: string, spec: Record<string, unknown>): Promise<void> {
  await cluster.custom.patchNamespacedCustomObject(
    { ...dataflows(cluster), name, body: { spec } },
    setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
  )
}

/** The line of a bridge in the overview, found by its name. */
export const bridgeRow = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })

/** The names of the bridges on screen, in their order. */
export const bridgeOrder = (page: Page): Promise<string[]> =>
  page.getByRole('rowheader').getByRole('link').allTextContents()

export const stateButton = (page: Page, state: string): Locator =>
  page.getByRole('group', { name: 'Filter by state' }).getByRole('button', { name: new RegExp(`^${state}`) })

export const verdictLine = (page: Page): Locator => page.locator('[data-verdict]')
