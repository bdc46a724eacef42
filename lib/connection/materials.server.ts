import 'server-only'
import { clusterFor } from '@/lib/access/cluster.server'
import type { Viewer } from '@/lib/access/viewer'
import { credentials } from '@/lib/brokers/credentials'
import { isLocalHost } from '@/lib/brokers/local-host'
import { listenerRow } from '@/lib/brokers/projection'
import type { Failure } from '@/lib/core/result'
import { endpointRow } from '@/lib/endpoints/projection'
import { part, text } from '@/lib/kubernetes/fields'
import type { Instance } from '@/lib/kubernetes/instance'
import { snapshot } from '@/lib/live/hub.server'
import { decodeBase64, splitPem, toPem } from '@/lib/secrets/pem'
import { pickedIn } from './client-choice'
import { storedElsewhere } from './diagnosis'
import type { ConnectionDraft } from './draft'
import type { ClientSource } from './inputs'
import { readPicked } from './picked.server'
import { hostsOfSecret, sameHost } from './secret-hosts'
import { originOf, stagedPair } from './staged-client'
import type { TlsMaterials } from './tls.server'
import type { Login } from './mqtt.server'
import { Trouble, trouble } from './trouble.server'

/** What a dataflow would connect with. Lives for one test and goes nowhere but into its handshake. */
export type Materials = {
  tls: TlsMaterials
  login: Login | { kind: 'untried'; reason: string }
  /** What was found, in words. */
  detail: string
}

export type MaterialsOf = {
  draft: ConnectionDraft
  client: ClientSource
  instance: Instance
  viewer: Viewer
  /** Whoever asks may read Secrets, and says that what is stored for another host is to be presented to that of the draft. */
  carries: boolean
}

/** Fetches CA, client certificate and token as the draft names them. Throws a trouble where one is not to be had. */
export const materialsOf = async (asked: MaterialsOf, signal: AbortSignal): Promise<Materials> => {
  const { draft } = asked
  const [ca, client, login] = await Promise.all([
    draft.tls && draft.caConfigMap !== '' ? trustedCa(asked) : undefined,
    draft.method === 'X509Certificate' ? clientCertificate(asked) : undefined,
    loginOf(asked, signal),
  ])
  const detail = [
    draft.tls && (ca ? `CA from ${draft.caConfigMap}` : 'public CAs are trusted'),
    client && `client certificate from ${asked.client.source === 'stored' ? draft.secretName : originOf(asked.client)}`,
    login.kind === 'token' && 'a token of the dataflows’ service account',
    !draft.tls && 'TLS is off',
  ]
  return { tls: { ...ca, ...client }, login, detail: detail.filter(Boolean).join(', ') }
}

const trustedCa = async ({ draft, instance }: MaterialsOf): Promise<{ ca: string }> => {
  const { objects, complete } = await snapshot(instance, 'configmaps')
  const map = objects.get(draft.caConfigMap)
  if (!map && !complete) throw trouble('UNAVAILABLE', 'the portal does not see the config maps of the cluster now')
  if (!map) throw trouble('ConfigMapMissing', `config map ${draft.caConfigMap}`)
  const found = Object.values(part(map.data)).flatMap((value) => splitPem(text(value)).blocks)
  const certificates = found.flatMap(({ label, bytes }) => (label === 'CERTIFICATE' && bytes ? [bytes] : []))
  if (certificates.length === 0) throw trouble('NoCertificate', `config map ${draft.caConfigMap}`)
  return { ca: certificates.map((bytes) => toPem('CERTIFICATE', bytes)).join('') }
}

const clientCertificate = async (asked: MaterialsOf): Promise<{ cert: string; key: string }> => {
  const {
    client,
    draft: { host },
  } = asked
  if (client.source === 'stored') return storedCertificate(asked)
  // Whoever has the key may show its certificate to whom they like: of what was pasted no host has to be asked for.
  const read = await readPicked({ ...asked, picked: pickedIn(client), host })
  const pair = await stagedPair(client, { now: Date.now(), host }, read)
  if ('problem' in pair) throw new Trouble(pair)
  return pair
}

/**
 * The client certificate of a Secret, for a host that a saved endpoint presents it to anyway, or one that somebody who may
 * read Secrets has said it for. Nobody gets the portal to show a certificate to a host of their own making.
 */
const storedCertificate = async (asked: MaterialsOf): Promise<{ cert: string; key: string }> => {
  const { draft, instance, viewer, carries } = asked
  const { objects } = await snapshot(instance, 'dataflowendpoints')
  const hosts = hostsOfSecret([...objects.values()].map(endpointRow), draft.secretName)
  if (!carries && !hosts.some((host) => sameHost(host, draft.host)))
    throw new Trouble({ problem: storedElsewhere(draft.secretName, hosts, draft.host) })
  const answer = await clusterFor(viewer, instance).get('secrets', draft.secretName)
  if (!answer.ok) throw unread(answer.failure, 'SecretMissing', `secret ${draft.secretName}`)
  const data = part(answer.value.data)
  const pemOf = (key: string): string | undefined => {
    const bytes = decodeBase64(text(data[key]))
    return bytes && new TextDecoder().decode(bytes)
  }
  const [cert, key, intermediates] = credentials['client-certificate'].parts.map(({ targetKey }) => pemOf(targetKey))
  if (cert === undefined || key === undefined) throw trouble('SecretKeyMissing', `secret ${draft.secretName}`)
  if (key.includes('ENCRYPTED')) throw trouble('KeyEncrypted', `secret ${draft.secretName}`)
  if (!isPem(cert) || !isPem(key)) throw trouble('NotPem', `secret ${draft.secretName}`)
  return { cert: [cert, intermediates ?? ''].join('\n'), key }
}

const isPem = (pem: string): boolean => splitPem(pem).blocks.some(({ bytes }) => bytes !== undefined)

/** The service account that dataflows run as ("az iot ops identity assign", Azure IoT Operations). */
const dataflowAccount = 'aio-dataflow'

const loginOf = async ({ draft, instance, viewer }: MaterialsOf, signal: AbortSignal): Promise<Materials['login']> => {
  switch (draft.method) {
    case 'Anonymous':
    case 'X509Certificate':
      return { kind: 'none' }
    case 'ServiceAccountToken': {
      const listeners = await snapshot(instance, 'brokerlisteners')
      const services = [...listeners.objects.values()].map((object) => listenerRow(object).service)
      if (!isLocalHost(draft.host, services)) return untried(tokenStaysHome)
      const answer = await clusterFor(viewer, instance).requestToken(dataflowAccount, draft.audience, signal)
      return answer.ok ? { kind: 'token', token: answer.value } : untried(noToken(answer.failure, instance))
    }
    case 'SystemAssignedManagedIdentity':
    case 'UserAssignedManagedIdentity':
      return untried('Cannot be tried from here: only the dataflows get tokens of the managed identity.')
    default:
      return untried('Cannot be tried from here: the portal does not know this authentication method.')
  }
}

const untried = (reason: string) => ({ kind: 'untried', reason }) as const

const tokenStaysHome =
  'Cannot be tried from here: a service account token is sent to this instance’s own broker only, never to another host.'

const noToken = ({ code, message }: Failure, { namespace }: Instance) =>
  code === 'forbidden'
    ? `Cannot be tried by you: needs create on serviceaccounts/token in ${namespace}, to sign in as the dataflows do.`
    : `Cannot be tried now: the cluster gives no token. ${message}`

const unread = ({ code, message }: Failure, missing: string, what: string): Trouble =>
  code === 'not-found' ? trouble(missing, what) : trouble(code.toUpperCase(), message)
