import { randomBytes } from 'node:crypto'
import type { Pair, Pki } from '../cluster/pki.ts'
import type { SecretStore } from './store.ts'

const PEM = 'application/x-pem-file'
const TEXT = 'text/plain'
const DAY = 86_400_000

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)
const hex = (text: string) => Buffer.from(text).toString('hex')

/**
 * Fills an empty vault with what an operator may come across: good pairs and every kind of bad one, signed by the
 * authority that the partner's broker trusts.
 */
export async function seed(store: SecretStore, pki: Pki): Promise<void> {
  const today = Date.now()
  const inDays = (days: number) => new Date(today + days * DAY)
  const client = (name: string, from: number, days: number) => pki.sign('partner', { name, from, days })

  const [partner, expiring, expired, mismatched, stranger, future, encoded, untagged, metrics] = await Promise.all([
    client('plant-07-uplink', -30, 335),
    client('press-shop-uplink', -355, 10),
    client('paint-shop-uplink', -400, -35),
    client('weld-line-uplink', -30, 335),
    client('somebody-else', -30, 335),
    client('next-line-uplink', 60, 425),
    client('packing-uplink', -30, 335),
    client('mould-shop-uplink', -30, 335),
    pki.sign('aio', { name: 'plant-07-dataflows', from: -30, days: 335 }),
  ])

  store.transaction(() => {
    const pem = (name: string, value: string, details: Parameters<SecretStore['add']>[2] = {}) =>
      store.add(name, value, { contentType: PEM, ...details })
    const pair = (name: string, { cert, key }: Pair, to: number, from?: number) => {
      const times = { exp: seconds(inDays(to)), ...(from !== undefined && { nbf: seconds(inDays(from)) }) }
      pem(`${name}-cert`, cert, times)
      pem(`${name}-key`, key, times)
    }

    // What the plant's endpoints connect with: see seed/50-secret-sync.yaml.
    pair('partner-hq', partner, 335)
    pair('plant-metrics', metrics, 335)
    // The user name of Event Hubs is always these very words ("Configure Azure Event Hubs and Kafka data flow endpoints").
    store.add('energy-event-hub-username', '$ConnectionString', { contentType: TEXT })
    store.add('energy-event-hub-password', connectionString('plant-07-energy'), { contentType: TEXT })
    store.add('telemetry-lake-token', accessToken(inDays(60)), { contentType: TEXT, exp: seconds(inDays(60)) })
    pem('partner-hq-intermediates', pki.ca('partner'))
    pair('press-shop', expiring, 10)
    pair('paint-shop', expired, -35)
    pair('weld-line', { cert: mismatched.cert, key: stranger.key }, 335)
    pair('next-line', future, 425, 60)
    pem('retired-uplink-cert', expired.cert, { enabled: false })

    // How the Azure CLI stores certificate files: hex, said by a tag. Without the tag nobody can know.
    const tagged = { tags: { 'file-encoding': 'hex' } }
    pem('packing-cert', hex(encoded.cert), tagged)
    pem('packing-key', hex(encoded.key), tagged)
    pem('mould-shop-cert', hex(untagged.cert))
    pem('mould-shop-key', hex(untagged.key))

    store.add('historian-password', 'only-a-sandbox-password', { contentType: TEXT })
    store.add('old-uplink-key', partner.key, { contentType: PEM })
    store.delete('old-uplink-key')
  })
}

/** As the portal of Azure gives it for a shared access policy. */
const connectionString = (namespace: string) =>
  `Endpoint=sb://${namespace}.servicebus.windows.net/;SharedAccessKeyName=dataflows;SharedAccessKey=${made()}`

/** A shared access signature for a storage account, without the leading question mark. */
const accessToken = (until: Date) =>
  `sv=2024-11-04&ss=b&srt=co&sp=rwlac&se=${until.toISOString().slice(0, 10)}&spr=https&sig=${encodeURIComponent(made())}`

/** What nobody could use anywhere. */
const made = () => randomBytes(32).toString('base64')
