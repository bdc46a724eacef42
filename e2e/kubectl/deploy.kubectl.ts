import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Manifest, manifestsOf } from '../deploy/manifests.ts'
import { Kubectl } from './kubectl.ts'

/** The manifests as kubectl puts them together, judged, and sent to the API server for a dry run. */

const folder = fileURLToPath(new URL('../../deploy', import.meta.url))

let kubectl: Kubectl
beforeAll(async () => {
  kubectl = await Kubectl.start()
})
afterAll(() => kubectl.stop())

const rendered = async (path: string) => manifestsOf(await kubectl.run('kustomize', path))

describe.each([
  ['deploy', folder],
  ['the example of an overlay', join(folder, 'sites/example')],
])('manifests-golden: %s', (_, path) => {
  let manifests: Manifest[]
  beforeAll(async () => {
    manifests = await rendered(path)
  })
  const all = (kind: string) => manifests.filter((manifest) => manifest.kind === kind)

  test('rules name what they allow, one by one', () => {
    const rules = [...all('Role'), ...all('ClusterRole')].flatMap((role) => role.rules ?? [])
    expect(rules.length).toBeGreaterThan(5)
    for (const { apiGroups, resources, verbs } of rules)
      expect([...(apiGroups ?? []), ...(resources ?? []), ...verbs].filter((word) => word.includes('*'))).toEqual([])
  })

  test('nothing is granted cluster-wide but impersonation, reviews and reading definitions', () => {
    const wide = all('ClusterRole').flatMap(({ rules = [] }) =>
      rules.flatMap(({ resources = [], verbs }) => resources.map((resource) => `${verbs.join(',')} ${resource}`)),
    )
    expect(wide.sort()).toEqual([
      'create subjectaccessreviews',
      'get customresourcedefinitions',
      'impersonate groups',
      'impersonate users',
    ])
    for (const { roleRef, subjects } of [...all('ClusterRoleBinding'), ...all('RoleBinding')]) {
      expect(roleRef?.name).toBe('sluice')
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'sluice', namespace: 'sluice' }])
    }
  })

  test('its own account writes nothing but events: people write in their own name', () => {
    const writes = all('Role').flatMap(({ rules = [] }) =>
      rules.flatMap(({ resources = [], verbs }) =>
        verbs
          .filter((verb) => !['get', 'list', 'watch'].includes(verb))
          .flatMap((verb) => resources.map((resource) => `${verb} ${resource}`)),
      ),
    )
    expect(writes.sort()).toEqual(['create events', 'patch events'])
  })

  test('the pods run as nobody in particular, on a file system that they cannot write to', () => {
    const [deployment, ...others] = all('Deployment')
    expect(others).toEqual([])
    expect(deployment?.spec).toMatchObject({
      replicas: 2,
      template: {
        spec: {
          serviceAccountName: 'sluice',
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
              startupProbe: { httpGet: { path: '/api/health/live' } },
              livenessProbe: { httpGet: { path: '/api/health/live' } },
              readinessProbe: { httpGet: { path: '/api/health/ready' } },
            },
          ],
        },
      },
    })
  })

  test('the network is closed but for what is named', () => {
    const [policy] = all('NetworkPolicy')
    expect(policy?.spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] })
    expect(all('PodDisruptionBudget')).toHaveLength(1)
  })

  test('no secret stands in it', () => {
    expect(all('Secret')).toEqual([])
    const settings = all('ConfigMap').flatMap(({ data = {} }) => Object.keys(data))
    expect(settings).toContain('SLUICE_PUBLIC_URL')
    expect(settings).not.toContain('SLUICE_SESSION_KEYS')
    expect(settings).not.toContain('SLUICE_OIDC_CLIENT_SECRET')
  })
})

test('manifests-golden: a pod of the Deployment is let into a namespace with restricted pod security', async () => {
  const deployment = (await rendered(folder)).find(({ kind }) => kind === 'Deployment')
  const { template } = deployment?.spec as { template: { metadata: object; spec: object } }
  const level = 'pod-security.kubernetes.io/enforce'
  await kubectl.run('label', 'namespace', kubectl.cluster.namespace, `${level}=restricted`)
  await kubectl.run('create', 'serviceaccount', 'sluice')
  const pod = { apiVersion: 'v1', kind: 'Pod', ...template, metadata: { ...template.metadata, name: 'one-of-them' } }
  expect(await kubectl.run('create', '--dry-run=server', '-f', await kubectl.file(pod))).toContain('(server dry run)')
  await kubectl.run('label', 'namespace', kubectl.cluster.namespace, `${level}-`)
  await kubectl.run('delete', 'serviceaccount', 'sluice')
})

test('kubectl apply -k: the API server takes all of the example, in a dry run', async () => {
  // The same objects in the namespace of the tests: the namespaces of a site are not there.
  const top = join(kubectl.directory, 'site')
  await mkdir(top)
  const objects = (await rendered(join(folder, 'sites/example'))).filter(({ kind }) => kind !== 'Namespace')
  const moved = objects.map((object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      ...(object.metadata.namespace !== undefined && { namespace: kubectl.cluster.namespace }),
    },
  }))
  await writeFile(join(top, 'objects.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: moved }))
  await writeFile(join(top, 'kustomization.yaml'), 'resources: [objects.json]\n')
  const output = await kubectl.run('apply', '--dry-run=server', '-k', top)
  expect(output.trim().split('\n')).toHaveLength(objects.length)
  for (const line of output.trim().split('\n'))
    expect(line).toMatch(/(created|configured|unchanged) \(server dry run\)/)
})
