import { symptomIn } from '@/lib/runtime/doctor'
import type { Place } from '@/lib/runtime/symptoms/define'
import type { Refusal } from './address-policy'
import type { Problem, StepId } from './steps'

/** What went wrong, as sockets, OpenSSL and the broker say it; `words` never hold a secret. */
export type Signal = { step: StepId; code: string; words: string }

type Row = Pick<Problem, 'id' | 'cause' | 'steps'>

const row = (id: string, cause: string, ...steps: (string | [string, string])[]): Row => ({
  id,
  cause,
  steps: steps.map((step) => (typeof step === 'string' ? { text: step } : { text: step[0], field: step[1] })),
})

const checkHost: [string, string] = ['Check host and port.', 'host']
const checkPath = 'Check firewalls and network policies between the portal and the broker.'
const askAdministrator = 'Whoever runs the portal can allow it: SLUICE_TEST_ALLOW.'

/** Addresses that are not dialled: each with its own reason, and no packet sent. */
const addressRows: Record<Refusal, Row> = {
  'no-address': row('address-unreadable', 'Address not allowed: it cannot be read as one.', checkHost),
  'api-server': row(
    'address-api-server',
    'Address not allowed: it is the Kubernetes API server, which is no broker.',
    checkHost,
  ),
  portal: row('address-portal', 'Address not allowed: it is the portal itself.', checkHost),
  denied: row(
    'address-denied',
    'Address not allowed: whoever runs the portal has excluded it from tests.',
    'Ask whoever runs the portal: SLUICE_TEST_DENY.',
  ),
  loopback: row(
    'address-loopback',
    'Address not allowed: it leads back to the machine that the portal runs on (loopback).',
    ['Write the broker’s name or address as the cluster sees it.', 'host'],
    askAdministrator,
  ),
  own: row(
    'address-own',
    'Address not allowed: it is an address of the machine that the portal runs on.',
    askAdministrator,
  ),
  unspecified: row('address-unspecified', 'Address not allowed: it stands for no machine.', checkHost),
  'link-local': row(
    'address-link-local',
    'Address not allowed: it holds only on one network cable (link-local).',
    checkHost,
  ),
  metadata: row(
    'address-metadata',
    'Address not allowed: clouds answer there with what only a machine itself may know (metadata).',
    checkHost,
  ),
  multicast: row('address-multicast', 'Address not allowed: it stands for many machines (multicast).', checkHost),
  'reserved-range': row('address-reserved', 'Address not allowed: it is reserved and belongs to nobody.', checkHost),
}

export const addressProblem = (why: Refusal, proof: string): Problem => ({ ...addressRows[why], proof })

const late = {
  credentials: row(
    'late-credentials',
    'The cluster, or the vault that secrets were picked from, did not hand over the CA and the credentials in time.',
    'Try again in a moment.',
  ),
  dns: row(
    'late-dns',
    'The name server did not answer in time.',
    'Check the DNS of the portal; a plant that is cut off loses names first.',
  ),
  tcp: row(
    'late-tcp',
    'The host did not answer in time: it is down, or something on the way drops the packets.',
    checkHost,
    checkPath,
  ),
  tls: row(
    'late-tls',
    'The connection stands, and the other end does not go on with the TLS handshake: the port may not speak TLS.',
    ['Use the broker’s TLS port.', 'host'],
    ['Or turn TLS off where that is meant.', 'tlsMode'],
  ),
  websocket: row(
    'late-websocket',
    'The connection stands, and the other end does not answer the request for a WebSocket.',
    ['Check that this port speaks WebSockets.', 'protocol'],
    checkHost,
  ),
  connect: row(
    'late-connect',
    'The connection stands, and the broker does not answer: the port may not speak MQTT.',
    checkHost,
    'Look at the broker’s log at that time.',
  ),
  subscribe: row(
    'late-subscribe',
    'The broker let the portal in, and does not answer the subscription.',
    'Look at the broker’s log at that time.',
  ),
  publish: row(
    'late-publish',
    'The broker did not acknowledge the test message.',
    'Look at the broker’s log at that time.',
  ),
} satisfies Record<StepId, Row>

/** What is particular to a test from the portal; everything else is what dataflows meet too, and stands in their tables. */
const own: readonly (Row & { of: (signal: Signal) => boolean })[] = [
  {
    ...row(
      'unknown-name',
      'The name is not known in the portal’s network.',
      ['Check the spelling of the host.', 'host'],
      'A Service’s name is known inside of its cluster only: for a portal outside, list where it leads (SLUICE_TEST_NAMES).',
    ),
    of: ({ step, code }) => step === 'dns' && (code === 'ENOTFOUND' || code === 'ENODATA'),
  },
  {
    ...row('dns-silent', 'The portal’s name server does not answer.', 'Check the DNS where the portal runs.'),
    of: ({ step, code }) => step === 'dns' && code === 'EAI_AGAIN',
  },
  {
    ...row('no-route', 'There is no route from the portal to the host.', checkPath, checkHost),
    of: ({ code }) => code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL',
  },
  {
    ...row('speaks-tls', 'The port speaks TLS, and the endpoint has TLS turned off.', [
      'Turn TLS on, or use the port without TLS.',
      'tlsMode',
    ]),
    of: ({ code }) => code === 'SPEAKS_TLS',
  },
  {
    ...row('speaks-http', 'A web server answers on this port, not an MQTT broker.', checkHost, [
      'Or choose WebSockets, if the broker speaks MQTT inside of them here.',
      'protocol',
    ]),
    of: ({ code }) => code === 'SPEAKS_HTTP',
  },
  {
    ...row('not-mqtt', 'What answers on this port does not speak MQTT.', checkHost),
    of: ({ code }) => code === 'NOT_MQTT',
  },
  {
    ...row(
      'too-much',
      'The other end sends without end; the test stopped listening after 1 MB.',
      checkHost,
      'Or subscribe to a narrower topic.',
    ),
    of: ({ code }) => code === 'TOO_MUCH',
  },
  {
    ...row(
      'closed-at-connect',
      'The broker closed the connection instead of answering the CONNECT.',
      'Look at the broker’s log at that time.',
      ['Check that this port speaks MQTT, with TLS or without as the endpoint says.', 'tlsMode'],
    ),
    of: ({ step, code }) => step === 'connect' && isClosed(code),
  },
  {
    ...row(
      'closed-at-subscribe',
      'The broker closed the connection when the portal subscribed: the topic may not be allowed.',
      'Give this client the right to subscribe at the broker.',
    ),
    of: ({ step, code }) => step === 'subscribe' && isClosed(code),
  },
  {
    // MQTT 3.1.1 has no other way to refuse a message (3.3.5).
    ...row(
      'closed-at-publish',
      'The broker closed the connection when it got the test message: this client may not publish to that topic.',
      'Give it the right to publish at the broker.',
    ),
    of: ({ step, code }) => step === 'publish' && isClosed(code),
  },
]

const isClosed = (code: string) => code === 'CLOSED' || code === 'ECONNRESET' || code === 'EPIPE'

/** The causes of this module's own tables, for tests and documentation. */
export const ownRows: readonly Row[] = [...Object.values(addressRows), ...Object.values(late), ...own]

const fields: Partial<Record<Place, string>> = { secret: 'secretName', 'config-map': 'caConfigMap' }

/** Why a step failed, out of what was seen. Total: what no table knows is shown as it came. */
export const diagnose = (signal: Signal, names: readonly string[] = []): Problem => {
  const { step, code, words } = signal
  const proof = [code, words].filter(Boolean).join(': ')
  const particular = code === 'TIMEOUT' ? late[step] : own.find(({ of }) => of(signal))
  if (particular) return { id: particular.id, cause: particular.cause, steps: particular.steps, proof }
  const symptom = symptomIn(`${code} ${words}`, names)
  if (!symptom)
    return {
      id: 'other',
      cause: 'This step failed for a reason that the portal has no words for.',
      proof,
      steps: [{ text: 'Look at the broker’s log at that time.' }],
    }
  const steps = symptom.steps
    // There are no pods in a test, and the topic is one of its own.
    .filter(({ at }) => at !== 'pods')
    .map(({ text, at }) =>
      at === 'dataflow' ? { text: 'Try another topic.' } : { text, ...(at && { field: fields[at] ?? at }) },
    )
  return { id: symptom.id, cause: symptom.cause, proof, steps }
}

/** The client certificate is stored for other hosts than the one that is to be tried. */
export const storedElsewhere = (secret: string, hosts: readonly string[], host: string): Problem => ({
  id: 'secret-elsewhere',
  cause:
    hosts.length === 0
      ? `No saved endpoint presents the client certificate “${secret}” to ${host}, so it is not sent there.`
      : `The client certificate “${secret}” is stored for ${hosts.join(', ')}, so it is not sent to ${host}.`,
  proof: `${secret} for ${host}`,
  steps: [
    { text: 'Choose another Secret, or save the endpoint first.', field: 'secretName' },
    { text: 'Or have somebody who may read the Secret say that it may be presented there.' },
  ],
  carryTo: host,
})
