import { connectAsync } from 'mqtt'
import { Pki } from '../../sandbox/cluster/pki.ts'
import { expect, test } from '../fixtures.ts'
import { certificateSlot, finished, freshPair, giveValue, keySlot, openX509, secretData } from '../secrets.ts'
import { startMosquitto } from './broker.ts'

test('mosquitto lets in the synced Secret of an endpoint that was built in the browser, and no other certificate', async ({
  list,
  plant,
  named,
}) => {
  const name = named('mosquitto')
  const pair = await freshPair(plant)
  const form = await openX509(list, name)
  await giveValue(form, certificateSlot, pair.cert)
  await giveValue(form, keySlot, pair.key)
  await form.button('Apply').click()
  await finished(plant, form, name)
  const secret = (await secretData(plant, `${name}-tls`)) ?? {}

  const pki = await Pki.open(`${plant.directory}/pki`)
  const server = await pki.sign('partner', { name: 'mosquitto', days: 10, hosts: ['localhost'] })
  const broker = await startMosquitto({ server, clientCa: pki.ca('partner'), users: {} })
  const connect = (cert?: string, key?: string) =>
    connectAsync(`mqtts://localhost:${broker.ports.mutual}`, {
      protocolVersion: 5,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
      ca: pki.ca('partner'),
      cert,
      key,
    })
  try {
    const client = await connect(secret['client_cert.pem'], secret['client_key.pem'])
    const arrived = new Promise<string>((resolve) =>
      client.once('message', (topic, payload) => resolve(`${topic} ${payload.toString()}`)),
    )
    await client.subscribeAsync('plant/line-4', { qos: 1 })
    await client.publishAsync('plant/line-4', '21.5', { qos: 1 })
    expect(await arrived).toBe('plant/line-4 21.5')
    await client.endAsync(true)

    const stranger = await pki.sign('aio', { name: 'stranger', days: 10 })
    await expect(connect(stranger.cert, stranger.key)).rejects.toThrow()
    await expect(connect()).rejects.toThrow()
  } finally {
    await broker.stop()
  }
})
