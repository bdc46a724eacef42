import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoint } from '../contract/cluster.ts'
import { Kubectl } from './kubectl.ts'

/** What people do with kubectl beside an open portal. */

let kubectl: Kubectl
beforeAll(async () => {
  kubectl = await Kubectl.start()
})
afterAll(() => kubectl.stop())

const field = (name: string, path: string) => kubectl.run('get', 'dataflowendpoint', name, '-o', `jsonpath={${path}}`)

test('get prints the columns of the definition', async () => {
  await kubectl.run('create', '-f', await kubectl.file(endpoint('printed')))
  const [head, row] = (await kubectl.run('get', 'dataflowendpoints')).split('\n')
  expect(head?.split(/\s+/)).toEqual(expect.arrayContaining(['NAME', 'TYPE', 'HOST', 'AUTHENTICATION', 'AGE']))
  expect(row?.split(/\s+/).slice(0, 4)).toEqual(['printed', 'Mqtt', 'broker.example:8883', 'Anonymous'])
})

test('get -w prints what happens', async () => {
  const watching = kubectl.follow('get', 'dataflowendpoints', '-w', '--output-watch-events', '--no-headers')
  // The list comes first: once its last line is there, the watch follows from exactly that state.
  expect(await watching.next()).toMatch(/^ADDED +printed/)
  await kubectl.run('create', '-f', await kubectl.file(endpoint('watched')))
  expect(await watching.next()).toMatch(/^ADDED +watched/)
  await kubectl.run('delete', 'dataflowendpoint', 'watched')
  expect(await watching.next()).toMatch(/^DELETED +watched/)
  watching.stop()
})

test('create refuses bad fields and unknown fields with words', async () => {
  const bad = await kubectl.try('create', '-f', await kubectl.file(endpoint('bad', { qos: 7, retain: 'keep' })))
  expect(bad.complaint).toContain('The DataflowEndpoint "bad" is invalid')
  expect(bad.complaint).toContain('spec.mqttSettings.qos: Invalid value: 7')
  expect(bad.complaint).toContain('spec.mqttSettings.retain: Unsupported value: "keep"')
  const odd = await kubectl.try('create', '-f', await kubectl.file(endpoint('odd', { colour: 'red' })))
  // kubectl says so itself where the server's OpenAPI document lets it, and knows only the last part of the path.
  expect(odd.complaint).toMatch(/unknown field "(spec\.mqttSettings\.)?colour"/)
  const again = await kubectl.try('create', '-f', await kubectl.file(endpoint('printed')))
  expect(again.complaint).toContain('AlreadyExists')
})

test('apply changes, and takes away what it set before', async () => {
  await kubectl.run('apply', '-f', await kubectl.file(endpoint('applied', { qos: 0 })))
  await kubectl.run(
    'patch',
    'dataflowendpoint',
    'applied',
    '--type=merge',
    '-p',
    '{"spec":{"mqttSettings":{"retain":"Never"}}}',
  )
  await kubectl.run('apply', '-f', await kubectl.file(endpoint('applied')))
  expect([
    await field('applied', '.spec.mqttSettings.qos'),
    await field('applied', '.spec.mqttSettings.retain'),
  ]).toEqual(['', 'Never'])
})

test('apply --server-side names the other manager', async () => {
  await kubectl.run(
    'apply',
    '--server-side',
    '--field-manager=portal',
    '-f',
    await kubectl.file(endpoint('owned', { qos: 0 })),
  )
  const file = await kubectl.file(endpoint('owned', { qos: 1 }))
  const refused = await kubectl.try('apply', '--server-side', '--field-manager=robot', '-f', file)
  expect(refused.complaint).toContain('conflict with "portal": .spec.mqttSettings.qos')
  await kubectl.run('apply', '--server-side', '--field-manager=robot', '--force-conflicts', '-f', file)
  expect(await field('owned', '.spec.mqttSettings.qos')).toBe('1')
})

test('a dry run and a diff change nothing', async () => {
  await kubectl.run('apply', '-f', await kubectl.file(endpoint('steady')))
  const file = await kubectl.file(endpoint('steady', { host: 'other.example:8883' }))
  expect(await kubectl.run('apply', '--dry-run=server', '-f', file)).toContain('configured (server dry run)')
  const difference = await kubectl.try('diff', '-f', file)
  expect(difference.output).toContain('+    host: other.example:8883')
  expect(await field('steady', '.spec.mqttSettings.host')).toBe('broker.example:8883')
})

test('edit sends what the editor left', async () => {
  await kubectl.run('create', '-f', await kubectl.file(endpoint('edited')))
  await kubectl.editWith('s/host: .*/host: edited.example:1883/')
  expect(await kubectl.run('edit', 'dataflowendpoint', 'edited')).toContain('edited')
  expect(await field('edited', '.spec.mqttSettings.host')).toBe('edited.example:1883')
})

test('scale sets the number of replicas', async () => {
  const labels = { app: 'scaled' }
  const spec = { containers: [{ name: 'main', image: 'sample.invalid/main:1' }] }
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'scaled' },
    spec: {
      replicas: 1,
      serviceName: 'scaled',
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec },
    },
  }
  await kubectl.run('create', '-f', await kubectl.file(set))
  await kubectl.run('scale', 'statefulset', 'scaled', '--replicas=0')
  expect(await kubectl.run('get', 'statefulset', 'scaled', '-o', 'jsonpath={.spec.replicas}')).toBe('0')
  const stale = await kubectl.try('scale', 'statefulset', 'scaled', '--current-replicas=4', '--replicas=5')
  expect(stale.code).not.toBe(0)
})

test('create makes built-in objects from flags', async () => {
  await kubectl.run('create', 'configmap', 'flags', '--from-literal=a=b')
  await kubectl.run('create', 'secret', 'generic', 'flags', '--from-literal=a=b')
  await kubectl.run('create', 'serviceaccount', 'flags')
  await kubectl.run('create', 'role', 'flags', '--verb=get,list', '--resource=dataflowendpoints')
  await kubectl.run('create', 'rolebinding', 'flags', '--role=flags', '--user=flora')
  expect(await kubectl.run('get', 'secret', 'flags', '-o', 'jsonpath={.data.a}')).toBe('Yg==')
  expect((await kubectl.run('auth', 'can-i', 'list', 'dataflowendpoints', '--as', 'flora')).trim()).toBe('yes')
})

test('wait sees a condition come true', async () => {
  await kubectl.run('create', '-f', await kubectl.file(endpoint('awaited')))
  const waiting = kubectl.run(
    'wait',
    'dataflowendpoint/awaited',
    '--for=jsonpath={.spec.mqttSettings.qos}=0',
    '--timeout=20s',
  )
  await kubectl.run('patch', 'dataflowendpoint', 'awaited', '--type=merge', '-p', '{"spec":{"mqttSettings":{"qos":0}}}')
  expect(await waiting).toContain('condition met')
})

test('delete takes what a selector names', async () => {
  await kubectl.run('label', 'dataflowendpoint', 'awaited', 'edited', 'gone=soon')
  expect(await kubectl.run('delete', 'dataflowendpoints', '-l', 'gone=soon')).toContain('"awaited" deleted')
  expect(await kubectl.run('get', 'dataflowendpoints', '-l', 'gone=soon', '-o', 'name')).toBe('')
})

test('a stale resourceVersion in replace is a conflict', async () => {
  await kubectl.run('create', '-f', await kubectl.file(endpoint('replaced')))
  const old = JSON.parse(await kubectl.run('get', 'dataflowendpoint', 'replaced', '-o', 'json')) as object
  await kubectl.run('label', 'dataflowendpoint', 'replaced', 'a=b')
  const refused = await kubectl.try('replace', '-f', await kubectl.file(old))
  expect(refused.complaint).toContain('the object has been modified')
})
