import { connectAsync } from 'mqtt'
import { Pki } from '../../sandbox/cluster/pki.ts'
import { expect, testAlone as test } from '../fixtures.ts'
import { fillLink } from '../site-link.ts'
import { startMosquitto } from './broker.ts'

// The promise is about a plant that has nothing of it: one of its own.
test.use({ workloads: true })

test('from an empty plant to messages that arrive at mosquitto with mutual TLS', async ({ page, plant, named }) => {
  const name = named('uplink')
  const pki = await Pki.open(`${plant.directory}/pki`)
  const server = await pki.sign('partner', { name: 'mosquitto', days: 10, hosts: ['127.0.0.1', 'localhost'] })
  const mosquitto = await startMosquitto({ server, clientCa: pki.ca('partner'), users: {} })
  try {
    const parent = await connectAsync(`mqtts://localhost:${mosquitto.ports.tls}`, {
      protocolVersion: 5,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
      ca: pki.ca('partner'),
    })
    const arrived = new Promise<string>((resolve) => parent.once('message', (topic) => resolve(topic)))
    await parent.subscribeAsync(`sites/${name}`, { qos: 1 })

    const began = Date.now()
    const link = await fillLink(page, plant, name, `127.0.0.1:${mosquitto.ports.mutual}`)
    const applied = Date.now()
    await link.button('Apply').click()
    expect(await arrived).toBe(`sites/${name}`)
    const heard = Date.now()
    await expect(link.outcome).toHaveAttribute('data-outcome', 'connected', { timeout: 60_000 })
    const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`
    console.log(
      `Site link: ${seconds(began, heard)} from the first screen to the first message at mosquitto, of these ${seconds(applied, heard)} after Apply; shown as connected after ${seconds(began, Date.now())}.`,
    )
    await parent.endAsync(true)
  } finally {
    await mosquitto.stop()
  }
})
