import type { Pki } from '../cluster/pki.ts'
import type { Program } from '../workloads/program.ts'
import { CONNACK, startBroker } from './mqtt-broker.ts'
import { environment, namesOf, numberOf, serverCertificate } from './settings.ts'

const PORT = 8883

/**
 * A partner's broker: takes client certificates of the partner's CA only, and of them only those on its list. A certificate of
 * another authority, or out of its time, ends the handshake with an alert; one that is not listed gets its CONNACK. Nobody may
 * touch topics below `forbidden/`. It sends the plant an order every few seconds.
 */
export const partnerBroker =
  (pki: Pki): Program =>
  async ({ namespace, pod, log }) => {
    const settings = environment(pod)
    const allowed = (settings.ALLOWED_CLIENTS ?? '*').split(',').map((name) => name.trim())
    const seconds = numberOf('ORDERS_EVERY_SECONDS', settings.ORDERS_EVERY_SECONDS, 5)
    const certificate = await serverCertificate(
      pki,
      'partner',
      namesOf('partner-hq-broker', namespace),
      settings.SERVER_CERTIFICATE,
    )
    const listener = {
      containerPort: PORT,
      transport: 'Mqtt',
      tls: certificate,
      clientAuthority: pki.ca('partner'),
    } as const
    const broker = await startBroker([listener], {
      admit({ certificate: shown, clientId }) {
        const name = shown?.subject ?? ''
        if (allowed.some((pattern) => matches(pattern, name))) return { ok: true, identity: name }
        log(`${clientId} refused: certificate ${name} is not on the list`)
        return { ok: false, returnCode: CONNACK.notAuthorized, why: 'the certificate is not on the list' }
      },
      maySubscribe: (_name, filter) => !isForbidden(filter),
      refusesPublish: (_name, { topic }) => (isForbidden(topic) ? 'the topic is forbidden' : undefined),
    })
    let order = 1000
    const orders = seconds > 0 ? setInterval(sendOrder, seconds * 1000) : undefined
    return {
      ports: broker.ports,
      async stop() {
        clearInterval(orders)
        await broker.stop()
      },
    }

    function sendOrder() {
      order += 1
      const body = {
        order,
        part: `P-${100 + (order % 7)}`,
        quantity: 10 + (order % 5) * 10,
        at: new Date().toISOString(),
      }
      broker.publish(`orders/plant-07/line-${1 + (order % 2)}`, JSON.stringify(body))
    }
  }

/** One star stands for any run of characters. */
export function matches(pattern: string, name: string): boolean {
  const [start = '', end] = pattern.split('*')
  if (end === undefined) return pattern === name
  return name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end)
}

const isForbidden = (topic: string) => topic === 'forbidden' || topic.startsWith('forbidden/')
