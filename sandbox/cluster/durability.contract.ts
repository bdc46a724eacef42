import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { configMap, endpoint, TestCluster } from '../../e2e/contract/cluster.ts'

let cluster: TestCluster
beforeAll(async () => {
  cluster = await TestCluster.startSandbox()
})
afterAll(() => cluster.stop())

test('a restart keeps address, credentials, objects and history', async () => {
  const { body: made } = await cluster.post(cluster.endpoints, endpoint('kept'))
  const kubeconfig = await readFile(cluster.kubeconfig, 'utf8')
  await cluster.patch(`${cluster.endpoints}/kept`, { spec: { mqttSettings: { qos: 0 } } })
  await cluster.sandbox.restart()
  expect(await readFile(cluster.kubeconfig, 'utf8')).toBe(kubeconfig)
  const { body } = await cluster.get(`${cluster.endpoints}/kept`)
  expect(body).toMatchObject({
    spec: { mqttSettings: { qos: 0 } },
    metadata: { uid: made.metadata.uid, generation: 2 },
  })
  const watching = await cluster.watch(`${cluster.endpoints}?resourceVersion=${made.metadata.resourceVersion}`)
  expect((await watching.next())?.object).toEqual(body)
  watching.close()
})

test('the kubeconfig is private', async () => {
  expect((await stat(cluster.kubeconfig)).mode & 0o777).toBe(0o600)
})

test('kill -9 in a burst of writes loses nothing that was acknowledged and leaves nothing half', async () => {
  const maps = cluster.path('', 'v1', 'configmaps')
  const filler = 'x'.repeat(20_000)
  for (let round = 0; round < 3; round += 1) {
    const acknowledged = new Set<string>()
    let revision = 0
    let killed: Promise<void> | undefined
    const lane = async (number: number) => {
      for (let index = 0; ; index += 1) {
        const name = `burst-${round}-${number}-${index}`
        const answer = await cluster.post(maps, configMap(name, { first: filler, last: name })).catch(() => undefined)
        if (answer?.code !== 201) return
        acknowledged.add(name)
        revision = Math.max(revision, Number(answer.body.metadata.resourceVersion))
        if (acknowledged.size === 150) killed = cluster.sandbox.kill()
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_, number) => lane(number)))
    await killed
    await cluster.sandbox.restart()
    const { body } = await cluster.get(maps)
    const found = new Map(body.items.map((item) => [item.metadata.name, item]))
    expect([...acknowledged].filter((name) => !found.has(name))).toEqual([])
    expect(acknowledged.size).toBeGreaterThanOrEqual(150)
    for (const [name, { data }] of found) {
      if (name.startsWith('burst-')) expect(data).toEqual({ first: filler, last: name })
    }
    expect(Number(body.metadata.resourceVersion)).toBeGreaterThanOrEqual(revision)
  }
})

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

test('it ends in good order when its parent goes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-parent-'))
  const child = spawn(process.execPath, [main, '--dir', directory, '--with-parent'])
  await once(child.stdout, 'data')
  child.stdin.end()
  expect(await once(child, 'exit')).toEqual([0, null])
  await rm(directory, { recursive: true })
})

test('a second sandbox on the same directory says what is wrong', () => {
  const directory = dirname(cluster.kubeconfig)
  const second = spawnSync(process.execPath, [main, '--dir', directory], { encoding: 'utf8', timeout: 30_000 })
  expect(second.status).toBe(1)
  expect(second.stderr).toContain(`another sandbox is running on ${join(directory, 'cluster.db')}`)
})
