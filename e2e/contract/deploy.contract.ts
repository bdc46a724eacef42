import { afterAll, beforeAll, expect, test } from 'vitest'
import { pathOf, writtenManifests } from '../deploy/manifests.ts'
import { TestCluster } from './cluster.ts'

/** What `kubectl apply -k deploy` sends, taken by an API server: nothing is kept, everything is checked. */

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.start()
})
afterAll(() => cluster.stop())

test('manifests-golden: the API server takes every manifest, with strict validation', async () => {
  const manifests = await writtenManifests()
  expect(manifests.length).toBeGreaterThan(12)
  for (const manifest of manifests) {
    const { name, namespace } = manifest.metadata
    const moved = { ...manifest.metadata, ...(namespace !== undefined && { namespace: cluster.namespace }) }
    const path = `${pathOf(manifest, cluster.namespace)}?fieldManager=deploy&force=true&dryRun=All&fieldValidation=Strict`
    const body = JSON.stringify({ ...manifest, metadata: moved })
    const answer = await cluster.patch(path, body, 'application/apply-patch+yaml')
    expect({ kind: manifest.kind, name, code: answer.code, text: answer.code < 300 ? '' : answer.text }).toMatchObject({
      code: expect.toSatisfy((code: number) => code === 200 || code === 201),
      text: '',
    })
  }
})

test('manifests-golden: a misspelt field is refused, so that the test above can fail', async () => {
  const account = (await writtenManifests()).find(({ kind }) => kind === 'ServiceAccount')
  if (!account) throw new Error('there is no ServiceAccount among the manifests')
  const path = `${pathOf(account, cluster.namespace)}?fieldManager=deploy&dryRun=All&fieldValidation=Strict`
  const metadata = { ...account.metadata, namespace: cluster.namespace }
  const body = JSON.stringify({ ...account, metadata, automountServiceAcountToken: true })
  const answer = await cluster.patch(path, body, 'application/apply-patch+yaml')
  expect(answer.code).toBeGreaterThanOrEqual(400)
  expect(answer.text).toContain('automountServiceAcountToken')
})
