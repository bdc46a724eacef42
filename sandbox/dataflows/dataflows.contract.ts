import { connectAsync } from 'mqtt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathOf } from '../client/connection.ts'
import { programs } from '../programs.ts'
import { loopbackPort } from '../workloads/addresses.ts'
import { namespace, TestPlant } from '../workloads/test-plant.ts'
import { EVENTS } from '../workloads/types.ts'
import { between, clientSecret, Line, plainly, securely, startEar, WAIT, type Ear } from './test-line.ts'
import { PROFILES } from './types.ts'

let plant: TestPlant
let line: Line
let source: Ear
let target: Ear

beforeAll(async () => {
  const timing = { collectMs: 10, refreshMs: 2_000, pollMs: 0 }
  plant = await TestPlant.start((pki) => programs(pki, timing))
  line = new Line(plant)
  source = await startEar()
  target = await startEar()
  await line.endpoint('source', plainly(source.host))
  await line.endpoint('target', plainly(target.host))
})

afterAll(async () => {
  await plant.stop()
  await Promise.all([source, target].map(({ broker }) => broker.stop()))
})

describe('a dataflow', () => {
  it('connects both sides, moves messages and says so as Azure IoT Operations does', async () => {
    await line.dataflow('moving', {
      from: 'source',
      to: 'target',
      topic: 'moving/+/in',
      target: 'moving/${inputTopic.2}',
    })
    await line.works('moving')
    source.broker.publish('moving/press-1/in', 'one')
    source.broker.publish('moving/press-2/elsewhere', 'two')
    source.broker.publish('moving/press-2/in', 'three')
    const arrived = () => target.heard.filter(({ topic }) => topic.startsWith('moving/'))
    await expect.poll(arrived, WAIT).toEqual([
      { by: 'moving-destination-0', topic: 'moving/press-1', payload: 'one', retain: false },
      { by: 'moving-destination-0', topic: 'moving/press-2', payload: 'three', retain: false },
    ])
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(await line.health('moving')).toEqual({ status: 'Available', lastTransitionTime: time, lastUpdateTime: time })
  })

  it('refreshes the time of its report and keeps that of its last change', async () => {
    await line.dataflow('refreshed', { from: 'source', to: 'target' })
    await line.works('refreshed')
    const first = await line.health('refreshed')
    await expect
      .poll(async () => (await line.health('refreshed'))?.lastUpdateTime, WAIT)
      .not.toBe(first?.lastUpdateTime)
    expect((await line.health('refreshed'))?.lastTransitionTime).toBe(first?.lastTransitionTime)
  })

  it('cuts its connections when it is paused, is reported no more, and comes back', async () => {
    await line.dataflow('paused', { from: 'source', to: 'target' })
    await line.works('paused')
    const mine = () => [...source.clients(), ...target.clients()].filter((id) => id.startsWith('paused-')).sort()
    expect(mine()).toEqual(['paused-destination-0', 'paused-source-0'])
    await line.changeDataflow('paused', { mode: 'Disabled' })
    await expect.poll(mine, WAIT).toEqual([])
    const last = await line.health('paused')
    // The other's next refresh shows that reports have been written since.
    await line.dataflow('beside-paused', { from: 'source', to: 'target' })
    await line.works('beside-paused')
    expect(await line.health('paused')).toEqual(last)
    await line.changeDataflow('paused', { mode: 'Enabled' })
    await expect.poll(mine, WAIT).toHaveLength(2)
  })

  it('follows its topics and its endpoints', async () => {
    const other = await startEar()
    await line.endpoint('changing', plainly(target.host))
    await line.dataflow('changing', { from: 'source', to: 'changing', topic: 'changing/old' })
    await line.works('changing')
    await line.changeEndpoint('changing', { host: other.host, clientIdPrefix: 'plant-' })
    await expect.poll(() => other.clients(), WAIT).toEqual(['plant-changing-destination-0'])
    await line.changeDataflow('changing', {
      operations: [
        { operationType: 'Source', sourceSettings: { endpointRef: 'source', dataSources: ['changing/new'] } },
        { operationType: 'Destination', destinationSettings: { endpointRef: 'changing', dataDestination: 'changed' } },
      ],
    })
    await expect
      .poll(() => {
        source.broker.publish('changing/old', 'old')
        source.broker.publish('changing/new', 'new')
        return other.heard.at(-1)
      }, WAIT)
      .toEqual({ by: 'plant-changing-destination-0', topic: 'changed', payload: 'new', retain: false })
    const before = other.heard.length
    source.broker.publish('changing/old', 'old')
    source.broker.publish('changing/new', 'last')
    await expect.poll(() => other.heard.at(-1)?.payload, WAIT).toBe('last')
    expect(other.heard.slice(before).map(({ payload }) => payload)).not.toContain('old')
    await line.remove('changing')
    await expect.poll(() => other.clients(), WAIT).toEqual([])
    await other.broker.stop()
  })

  it('shares the work between the instances of its profile, each message once', async () => {
    await plant.send({
      method: 'POST',
      path: pathOf(PROFILES, namespace),
      body: {
        apiVersion: 'connectivity.iotoperations.azure.com/v1',
        kind: 'DataflowProfile',
        metadata: { name: 'pair' },
        spec: { instanceCount: 2 },
      },
    })
    await line.dataflow('shared', { from: 'source', to: 'target', topic: 'shared/#', profile: 'pair' })
    const here = () =>
      source
        .clients()
        .filter((id) => id.startsWith('shared-'))
        .sort()
    await expect.poll(here, WAIT).toEqual(['shared-source-0', 'shared-source-1'])
    const there = () =>
      target
        .clients()
        .filter((id) => id.startsWith('shared-'))
        .sort()
    await expect.poll(there, WAIT).toEqual(['shared-destination-0', 'shared-destination-1'])
    await line.works('shared')
    const sent = Array.from({ length: 20 }, (_, index) => `message ${index}`)
    for (const payload of sent) source.broker.publish('shared/in', payload)
    const heard = () => target.heard.filter(({ topic }) => topic === 'shared/out')
    await expect.poll(heard, WAIT).toHaveLength(sent.length)
    expect(
      heard()
        .map(({ payload }) => payload)
        .sort(),
    ).toEqual([...sent].sort())
    expect(new Set(heard().map(({ by }) => by)).size).toBe(2)
  })

  it('speaks MQTT over WebSockets', async () => {
    const web = await startEar({ transport: 'WebSockets' })
    await line.endpoint('web', plainly(web.host, { protocol: 'WebSockets' }))
    await line.dataflow('over-web', { from: 'source', to: 'web', topic: 'over-web' })
    await line.works('over-web')
    source.broker.publish('over-web', 'hello')
    await expect.poll(() => web.heard.map(({ payload }) => payload), WAIT).toEqual(['hello'])
    await line.remove('over-web')
    await web.broker.stop()
  })
})

describe('the report of a failure', () => {
  it('names the side, follows the broker away and back, and is told by events', async () => {
    await line.secret(
      'partner-hq-client',
      clientSecret(await plant.pki.sign('partner', { name: 'test-uplink', days: 1 })),
    )
    await line.works('orders-from-partner')
    await line.works('quality-to-partner')
    await line.works('telemetry-to-cloud')
    await plant.scale('partner-hq-broker', 0)
    await line.fails(
      'orders-from-partner',
      'DataflowMqttSourceConnectionFailed',
      'source endpoint "partner-hq" (partner-hq-broker:8883): TCP ECONNREFUSED: ',
    )
    await line.fails(
      'quality-to-partner',
      'DataflowMqttTargetConnectionFailed',
      'target endpoint "partner-hq" (partner-hq-broker:8883): TCP ECONNREFUSED: ',
    )
    expect(await line.health('telemetry-to-cloud')).toMatchObject({ status: 'Available' })
    await plant.scale('partner-hq-broker', 1)
    await line.works('orders-from-partner')
    await line.works('quality-to-partner')
    const told = async () =>
      (
        await plant.send<{ items: { involvedObject: { name: string }; reason: string }[] }>({
          method: 'GET',
          path: pathOf(EVENTS, namespace),
        })
      ).items.map(({ involvedObject, reason }) => `${involvedObject.name} ${reason}`)
    await expect
      .poll(told, WAIT)
      .toEqual(
        expect.arrayContaining([
          'orders-from-partner SourceDisconnected',
          'orders-from-partner SourceConnected',
          'quality-to-partner TargetDisconnected',
          'aio-dataflow-default-0 EndpointDisconnected',
        ]),
      )
  })

  it('tells of both sides when both are in trouble', async () => {
    await line.endpoint('nowhere', plainly('no-such-host:1883'))
    await line.dataflow('lost', { from: 'nowhere', to: 'nowhere' })
    await line.fails(
      'lost',
      'DataflowMqttSourceConnectionFailed',
      'source endpoint "nowhere" (no-such-host:1883): DNS ENOTFOUND: ',
    )
    expect((await line.health('lost'))?.message).toContain(
      '; and target endpoint "nowhere" (no-such-host:1883): DNS ENOTFOUND: ',
    )
  })

  it('tells of a refused subscription', async () => {
    const strict = await startEar({ rules: { maySubscribe: (_by, filter) => filter !== 'strict/secret' } })
    await line.endpoint('strict', plainly(strict.host))
    await line.dataflow('unsubscribed', { from: 'strict', to: 'target', topic: 'strict/secret' })
    await line.fails(
      'unsubscribed',
      'DataflowMqttSourceSubscriptionFailed',
      'MQTT SUBACK 128: the broker refuses the subscription to "strict/secret"',
    )
    await line.remove('unsubscribed')
    await strict.broker.stop()
  })

  it('calls a connection that is accepted and cut again and again degraded', async () => {
    const picky = await startEar({ rules: { refusesPublish: () => 'never' } })
    await line.endpoint('picky', plainly(picky.host))
    await line.dataflow('picky', { from: 'source', to: 'picky', topic: 'picky' })
    await line.works('picky')
    const messages = setInterval(() => source.broker.publish('picky', 'again'), 50)
    try {
      await expect
        .poll(() => line.health('picky'), WAIT)
        .toMatchObject({
          status: 'Degraded',
          reasonCode: 'DataflowMqttTargetConnectionFailed',
          message: expect.stringContaining('MQTT CLOSED: '),
        })
    } finally {
      clearInterval(messages)
    }
    await line.remove('picky')
    await picky.broker.stop()
  })

  it('names the retained message over which a broker hangs up, and gets over it', async () => {
    const modest = await startEar({ rules: { refusesPublish: (_by, { retain }) => (retain ? 'no' : undefined) } })
    const machine = await connectAsync(`mqtt://${source.host}`, { reconnectPeriod: 0 })
    await machine.publishAsync('modest/state', 'on', { qos: 1, retain: true })
    await machine.endAsync()
    await line.endpoint('modest', plainly(modest.host))
    await line.dataflow('modest', { from: 'source', to: 'modest', topic: 'modest/#' })
    const words = 'MQTT CLOSED: the broker closed the connection instead of taking a retained message'
    await expect.poll(() => line.health('modest'), WAIT).toMatchObject({ message: expect.stringContaining(words) })
    await line.works('modest')
    await line.changeEndpoint('modest', { retain: 'Never' })
    source.broker.publish('modest/news', 'taken')
    await expect.poll(() => modest.heard.at(-1), WAIT).toMatchObject({ payload: 'taken', retain: false })
    await line.remove('modest')
    await modest.broker.stop()
  })

  it.each([
    ['4', 'DataflowMqttTargetConnectionFailed', 4],
    ['5', 'DataflowMqttTargetConnectionFailed', 5],
  ] as const)('tells of CONNACK %s', async (name, code, returnCode) => {
    const closed = await startEar({ rules: { admit: () => ({ ok: false, returnCode, why: 'no' }) } })
    await line.endpoint(`connack-${name}`, plainly(closed.host))
    await line.dataflow(`connack-${name}`, { from: 'source', to: `connack-${name}` })
    await line.fails(`connack-${name}`, code, `MQTT CONNACK ${returnCode}: `)
    await line.remove(`connack-${name}`)
    await closed.broker.stop()
  })

  it('tells of a token for the wrong audience', async () => {
    const settings = (audience: string) => ({
      ...securely('aio-broker:18883', 'azure-iot-operations-aio-ca-trust-bundle'),
      authentication: { method: 'ServiceAccountToken', serviceAccountTokenSettings: { audience } },
    })
    await line.endpoint('audience', settings('somebody-else'))
    await line.dataflow('audience', { from: 'audience', to: 'target' })
    await line.fails('audience', 'DataflowMqttSourceConnectionFailed', 'MQTT CONNACK 4: ')
    await line.changeEndpoint('audience', settings('aio-internal'))
    await line.works('audience')
  })

  it.each([
    ['missing-endpoint', 'CONFIG EndpointMissing: '],
    ['bad-host', 'CONFIG HostInvalid: '],
  ])('tells of a configuration that cannot be used: %s', async (name, words) => {
    if (name === 'bad-host') await line.endpoint(name, plainly('broker-without-port'))
    await line.dataflow(name, { from: 'source', to: name })
    await line.fails(name, 'DataflowMqttTargetConfigurationError', words)
  })

  it.each(['telemetry-event-hub', 'quality-explorer', 'edge-archive'])(
    'says nothing of what it cannot dial: %s',
    async (endpoint) => {
      const name = `to-${endpoint}`
      await line.dataflow(name, { from: 'source', to: endpoint })
      await expect.poll(() => line.told('default', name), WAIT).toMatchObject({ notRun: true })
      expect(await line.health(name)).toBeUndefined()
      expect(source.clients()).not.toContain(`${name}-source-0`)
    },
  )

  it('takes back what it said of a dataflow that it can no longer run', async () => {
    await line.dataflow('moved', { from: 'source', to: 'target' })
    await line.works('moved')
    await line.changeDataflow('moved', between('source', 'historian-kafka'))
    await expect.poll(() => line.health('moved'), WAIT).toBeUndefined()
    await line.changeDataflow('moved', between('source', 'target'))
    await line.works('moved')
  })
})

describe('a pod that goes', () => {
  it('takes its connections and its report along, and its successor goes on', async () => {
    await line.dataflow('surviving', { from: 'source', to: 'target', topic: 'surviving' })
    await line.works('surviving')
    const { metadata } = await plant.ready('aio-dataflow-default-0')
    const here = () => source.clients().filter((id) => id === 'surviving-source-0')
    await plant.deletePod('aio-dataflow-default-0')
    await plant.until(() => ![undefined, metadata.uid].includes(plant.pod('aio-dataflow-default-0')?.metadata.uid))
    await expect.poll(here, WAIT).toHaveLength(1)
    source.broker.publish('surviving', 'still here')
    await expect.poll(() => target.heard.map(({ payload }) => payload), WAIT).toContain('still here')
    const { metadata: report } = await plant.send<{ metadata: { ownerReferences: object[] } }>({
      method: 'GET',
      path: pathOf({ group: '', version: 'v1', plural: 'configmaps' }, namespace, 'aio-dataflow-default-0-health'),
    })
    expect(report.ownerReferences).toMatchObject([{ kind: 'Pod', name: 'aio-dataflow-default-0' }])
  })
})

describe('what the pods count', () => {
  it('has the names of Azure IoT Operations, and no names of endpoints or dataflows', async () => {
    await line.dataflow('counted', { from: 'source', to: 'target', topic: 'counted' })
    await line.works('counted')
    source.broker.publish('counted', '12345')
    await expect.poll(() => target.heard.some(({ payload }) => payload === '12345'), WAIT).toBe(true)
    const port = loopbackPort(await plant.ready('aio-dataflow-default-0'), 9600)
    const text = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    await expect
      .poll(text, WAIT)
      .toMatch(
        /^aio_dataflow_messages_sent\{target_service_type="Unknown Mqtt Broker",category="uncategorized"\} [1-9]/m,
      )
    const served = await text()
    expect(served).toMatch(
      /^aio_dataflow_bytes_received\{source_service_type="Unknown Mqtt Broker",category="uncategorized"\} [1-9]/m,
    )
    expect(served).not.toMatch(/counted|"target"|"source"/)
  })
})
