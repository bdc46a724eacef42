import https from 'node:https'
import type { RequestOptions } from 'node:https'
import {
  ApiException,
  ApiextensionsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node'
import { expect } from '@playwright/test'
import type { KubernetesObject, V1CustomResourceDefinition, V1JSONSchemaProps } from '@kubernetes/client-node'

export const connectivity = { group: 'connectivity.iotoperations.azure.com', version: 'v1' } as const

/** An object as the API server gives it: specs read any part of it. */
export type Resource = KubernetesObject & {
  metadata: NonNullable<KubernetesObject['metadata']>
  spec: Record<string, unknown>
}

/** A failure on demand: `match` picks requests, `fault` says what happens to them. */
export type FaultRule = {
  match: { verb?: string; resource?: string; namePrefix?: string }
  fault: { answer: number } | { delayMs: number } | { garbage: true } | { hang: true }
}

/**
 * The cluster as `kubectl` sees it, through the Kubernetes client: results are read here, never with the portal's own
 * code. `kubectl` stands for "somebody else": its writes carry that field manager.
 */
export class Cluster {
  readonly namespace: string
  readonly config = new KubeConfig()
  readonly core: CoreV1Api
  readonly custom: CustomObjectsApi
  readonly extensions: ApiextensionsV1Api

  private readonly playsFaults: boolean

  /** `playsFaults` on an API server of the sandbox's own. */
  constructor(kubeconfig: string, { playsFaults }: { playsFaults: boolean }) {
    this.config.loadFromFile(kubeconfig)
    this.namespace = this.config.getContextObject(this.config.getCurrentContext())?.namespace ?? 'default'
    this.playsFaults = playsFaults
    this.core = this.config.makeApiClient(CoreV1Api)
    this.custom = this.config.makeApiClient(CustomObjectsApi)
    this.extensions = this.config.makeApiClient(ApiextensionsV1Api)
  }

  private at(plural: string) {
    return { ...connectivity, namespace: this.namespace, plural }
  }

  async endpoint(name: string): Promise<Resource> {
    return this.custom.getNamespacedCustomObject({ ...this.at('dataflowendpoints'), name })
  }

  /** The settings of an MQTT endpoint. */
  async settings(name: string): Promise<unknown> {
    const { spec } = await this.endpoint(name)
    return spec.mqttSettings
  }

  async exists(name: string): Promise<boolean> {
    try {
      await this.endpoint(name)
      return true
    } catch (error) {
      if (error instanceof ApiException && error.code === 404) return false
      throw error
    }
  }

  async createEndpoint(
    name: string,
    spec: Record<string, unknown>,
    metadata: Pick<Resource['metadata'], 'labels' | 'annotations'> = {},
  ): Promise<Resource> {
    return this.custom.createNamespacedCustomObject({
      ...this.at('dataflowendpoints'),
      body: {
        apiVersion: `${connectivity.group}/${connectivity.version}`,
        kind: 'DataflowEndpoint',
        metadata: { name, namespace: this.namespace, ...metadata },
        spec,
      },
      fieldManager: 'kubectl',
    })
  }

  /** A plain MQTT endpoint: enough for whoever only needs one to be there. */
  createMqtt(name: string, settings: Record<string, unknown> = {}): Promise<Resource> {
    return this.createEndpoint(name, { endpointType: 'Mqtt', mqttSettings: { ...plain, ...settings } })
  }

  async patchEndpoint(name: string, body: object): Promise<Resource> {
    return this.custom.patchNamespacedCustomObject(
      { ...this.at('dataflowendpoints'), name, body, fieldManager: 'kubectl' },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    )
  }

  async removeEndpoint(name: string): Promise<void> {
    await this.custom.deleteNamespacedCustomObject({ ...this.at('dataflowendpoints'), name })
  }

  /** Remembers what there is of the kinds that tests make, and answers how to take away what comes later. */
  async remember(): Promise<() => Promise<void>> {
    const names = async (kind: (typeof madeByTests)[number]): Promise<string[]> => {
      const { items }: { items: Resource[] } = await this.custom.listNamespacedCustomObject({
        ...kind,
        namespace: this.namespace,
      })
      return items.map(({ metadata }) => metadata.name ?? '')
    }
    const known = await Promise.all(madeByTests.map(names))
    return async () => {
      for (const [at, kind] of madeByTests.entries()) {
        const later = (await names(kind)).filter((name) => !known[at]?.includes(name))
        await Promise.all(
          later.map((name) =>
            this.custom.deleteNamespacedCustomObject({ ...kind, namespace: this.namespace, name }).catch(unlessGone),
          ),
        )
      }
    }
  }

  /** What a newer or stricter product would bring: one field of a kind's spec with another schema. `[]` is in a list. */
  async teachField(plural: string, path: readonly string[], schema: V1JSONSchemaProps): Promise<void> {
    const kind = await this.changeParent(plural, path, (parent, last) => {
      parent.properties = { ...parent.properties, [last]: schema }
    })
    await expect.poll(() => this.judgement(plural, kind, path)).not.toContain('unknown field')
  }

  /** What an older product would lack: one field of a kind's spec, with all that is below it. */
  async forgetField(plural: string, path: readonly string[]): Promise<void> {
    const kind = await this.changeParent(plural, path, (parent, last) => {
      parent.properties = Object.fromEntries(Object.entries(parent.properties ?? {}).filter(([key]) => key !== last))
      if (parent.required) parent.required = parent.required.filter((key) => key !== last)
    })
    await expect.poll(() => this.judgement(plural, kind, path)).toContain('unknown field')
  }

  /** The same for one value of a closed list. */
  async forgetValue(plural: string, path: readonly string[], value: string): Promise<void> {
    const kind = await this.changeParent(plural, path, ({ properties }, last) => {
      const list = properties?.[last]
      if (list?._enum) list._enum = list._enum.filter((one: unknown) => one !== value)
    })
    await expect.poll(() => this.judgement(plural, kind, path, value)).toContain('Unsupported value')
  }

  /** Changes the schema that a field of a kind's spec stands in, and answers the kind. */
  private async changeParent(
    plural: string,
    path: readonly string[],
    change: (parent: V1JSONSchemaProps, last: string) => void,
  ): Promise<string> {
    const name = `${plural}.${connectivity.group}`
    const definition = await this.extensions.readCustomResourceDefinition({ name })
    for (const { schema: served } of definition.spec.versions) {
      const spec = served?.openAPIV3Schema?.properties?.spec
      const parent = path.slice(0, -1).reduce(below, spec)
      const last = path.at(-1)
      if (!parent || last === undefined) throw new Error(`${name} has no ${path.join('.')}`)
      change(parent, last)
    }
    await this.extensions.replaceCustomResourceDefinition({ name, body: definition })
    return definition.spec.names.kind
  }

  /**
   * What the API server says to a value at a path. A real one takes a moment to serve a changed definition, and until
   * then prunes new fields without a word.
   */
  private judgement(plural: string, kind: string, path: readonly string[], value = ''): Promise<string> {
    const spec = path.reduceRight<unknown>(
      (held, key) => (isList(key) ? { [nameOf(key)]: [held] } : { [key]: held }),
      value,
    )
    const apiVersion = `${connectivity.group}/${connectivity.version}`
    const body = { apiVersion, kind, metadata: { name: 'asked-by-dry-run' }, spec }
    const strict = { ...this.at(plural), body, dryRun: 'All', fieldValidation: 'Strict' }
    return this.custom.createNamespacedCustomObject(strict).then(String, String)
  }

  /** Takes a kind out of the cluster, objects included, and answers what is needed to bring the kind back. */
  async removeDefinition(plural: string): Promise<V1CustomResourceDefinition> {
    const name = `${plural}.${connectivity.group}`
    const definition = await this.extensions.readCustomResourceDefinition({ name })
    await this.extensions.deleteCustomResourceDefinition({ name })
    return definition
  }

  /** Brings a kind back, and returns once it is served: a real API server answers 404 for a moment after it took the definition. */
  async restoreDefinition({ apiVersion, kind, metadata, spec }: V1CustomResourceDefinition): Promise<void> {
    const body = { apiVersion, kind, metadata: { name: metadata?.name }, spec }
    await this.extensions.createCustomResourceDefinition({ body })
    const listed = () => this.custom.listNamespacedCustomObject(this.at(spec.names.plural))
    await expect.poll(() => listed().then(() => 'served', String)).toBe('served')
  }

  /** Replaces the failures that the sandbox plays, see sandbox/README.md. */
  async faults(rules: readonly FaultRule[]): Promise<void> {
    if (!this.playsFaults) {
      if (rules.length > 0) throw new Error('A real API server plays no faults.')
      return
    }
    const options: RequestOptions = { method: 'POST', headers: { 'content-type': 'application/json' } }
    await this.config.applyToHTTPSOptions(options)
    const door = new URL('/sandbox/faults', this.config.getCurrentCluster()?.server)
    await new Promise<void>((resolve, reject) => {
      const request = https.request(door, options, ({ statusCode }) =>
        statusCode === 200 ? resolve() : reject(new Error(`The sandbox refused the drill: ${statusCode}`)),
      )
      request.once('error', reject).end(JSON.stringify(rules))
    })
  }

  /** A dataflow from one endpoint to another. */
  async createDataflow(name: string, source: string, destination: string): Promise<void> {
    await this.custom.createNamespacedCustomObject({
      ...this.at('dataflows'),
      body: {
        apiVersion: `${connectivity.group}/${connectivity.version}`,
        kind: 'Dataflow',
        metadata: { name, namespace: this.namespace },
        spec: {
          profileRef: 'default',
          mode: 'Enabled',
          operations: [
            { operationType: 'Source', sourceSettings: { endpointRef: source, dataSources: ['plant/+/telemetry'] } },
            {
              operationType: 'Destination',
              destinationSettings: { endpointRef: destination, dataDestination: 'plant' },
            },
          ],
        },
      },
    })
  }
}

const plain = { host: 'broker.example.net:8883', authentication: { method: 'Anonymous' }, tls: { mode: 'Enabled' } }

/** In the order in which they are taken away: first those that use the others. A Secret goes with what syncs it. */
const madeByTests = [
  { ...connectivity, plural: 'dataflows' },
  { ...connectivity, plural: 'dataflowendpoints' },
  { group: 'secret-sync.x-k8s.io', version: 'v1alpha1', plural: 'secretsyncs' },
] as const

function unlessGone(error: unknown): void {
  if (!(error instanceof ApiException && error.code === 404)) throw error
}

const isList = (key: string): boolean => key.endsWith('[]')
const nameOf = (key: string): string => key.replace('[]', '')

/** The schema of a field, or of the items of a list. */
function below(parent: V1JSONSchemaProps | undefined, key: string): V1JSONSchemaProps | undefined {
  const found = parent?.properties?.[nameOf(key)]
  return isList(key) ? found?.items : found
}
