import type { Resource } from '../../e2e/cluster.ts'

/** What the list shows of an endpoint, its name first. */
export function endpointCells({ metadata, spec }: Resource): string[] {
  const [kind = '', settings] = Object.entries(spec).find(([key]) => key.endsWith('Settings')) ?? []
  const { host = '', authentication, tls } = (settings ?? {}) as Settings
  const cells = [kind, host, authentication?.method ?? '', tls?.mode ?? '', '', metadata.creationTimestamp ?? '']
  return [metadata.name ?? '', ...cells.map(String)]
}

type Settings = { host?: string; authentication?: { method: string }; tls?: { mode: string } }

/** What the overview shows of a bridge, its name first; the reason as its code. */
export function bridgeCells(dataflow: Resource): string[] {
  const { metadata, spec, status } = dataflow as Dataflow
  const [source, destination] = ['Source', 'Destination'].map((type) => {
    const operation = spec.operations.find(({ operationType }) => operationType === type)
    return (operation?.sourceSettings ?? operation?.destinationSettings)?.endpointRef ?? ''
  })
  const {
    status: state = '',
    reasonCode = '',
    lastTransitionTime = '',
    lastUpdateTime = '',
  } = status?.healthState ?? {}
  const sides = [`${source} ${state}`, `${destination} ${state}`]
  return [
    metadata.name ?? '',
    ...sides,
    lastTransitionTime,
    reasonCode,
    lastUpdateTime,
    spec.profileRef,
    '1 of 1 ready',
  ]
}

type Operation = {
  operationType: string
  sourceSettings?: { endpointRef: string }
  destinationSettings?: { endpointRef: string }
}

type Dataflow = Resource & {
  spec: { profileRef: string; operations: Operation[] }
  status?: {
    healthState?: { status: string; reasonCode?: string; lastTransitionTime?: string; lastUpdateTime?: string }
  }
}
