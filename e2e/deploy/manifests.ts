import { readFile } from 'node:fs/promises'
import { parse, parseAllDocuments } from 'yaml'

/** An object of the manifests, as far as the tests look into it. */
export type Manifest = {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string }
  rules?: { apiGroups?: string[]; resources?: string[]; resourceNames?: string[]; verbs: string[] }[]
  roleRef?: { kind: string; name: string }
  subjects?: { kind: string; name: string; namespace?: string }[]
  data?: Record<string, string>
  stringData?: Record<string, string>
  spec?: Record<string, unknown>
}

const folder = new URL('../../deploy/', import.meta.url)

const read = (file: string) => readFile(new URL(file, folder), 'utf8')

export const manifestsOf = (text: string): Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest)

/** Every object that is applied, and the two examples that a site fills in, without kubectl having put them together. */
export async function writtenManifests(): Promise<Manifest[]> {
  const { resources } = parse(await read('base/kustomization.yaml')) as { resources: string[] }
  const files = [...resources.map((file) => `base/${file}`), 'sites/example/ingress.yaml', 'sites/secrets.yaml']
  return (await Promise.all(files.map(read))).flatMap(manifestsOf)
}

/** Where an object of this kind is sent to. Kinds that are not here stand in no manifest. */
const collections: Record<string, { plural: string; clusterWide?: true }> = {
  Namespace: { plural: 'namespaces', clusterWide: true },
  ServiceAccount: { plural: 'serviceaccounts' },
  Role: { plural: 'roles' },
  RoleBinding: { plural: 'rolebindings' },
  ClusterRole: { plural: 'clusterroles', clusterWide: true },
  ClusterRoleBinding: { plural: 'clusterrolebindings', clusterWide: true },
  ConfigMap: { plural: 'configmaps' },
  Secret: { plural: 'secrets' },
  Deployment: { plural: 'deployments' },
  Service: { plural: 'services' },
  PodDisruptionBudget: { plural: 'poddisruptionbudgets' },
  NetworkPolicy: { plural: 'networkpolicies' },
  Ingress: { plural: 'ingresses' },
}

/** The address of an object on the API server, in this namespace whatever the manifest says. */
export function pathOf({ apiVersion, kind, metadata }: Manifest, namespace: string): string {
  const collection = collections[kind]
  if (!collection) throw new Error(`e2e/deploy/manifests.ts does not know where a ${kind} belongs`)
  const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`
  const within = collection.clusterWide ? '' : `/namespaces/${namespace}`
  return `${root}${within}/${collection.plural}/${metadata.name}`
}
