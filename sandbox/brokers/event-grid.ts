import { reviewToken } from '../client/tokens.ts'
import type { Pki } from '../cluster/pki.ts'
import type { Program } from '../workloads/program.ts'
import { CONNACK, startBroker, type Session } from './mqtt-broker.ts'
import { environment, numberOf, serverCertificate } from './settings.ts'

/** The host of the seeded namespace in Azure. Nobody dials it: the Service of this broker answers for it. */
export const EVENT_GRID_HOST = 'plant-07.westeurope-1.ts.eventgrid.azure.net'

/** Event Grid's name for tokens of Microsoft Entra ID; there it stands in an MQTT 5 authentication packet. */
export const EVENT_GRID_TOKEN_USER = 'OAUTH2-JWT'

const AUDIENCES = ['https://eventgrid.azure.net/', 'https://eventgrid.azure.net']

/**
 * A look-alike of an Event Grid namespace with MQTT: a certificate of a public CA, tokens for its audience, no retained
 * messages, and a limit of sessions for each authentication name ("MQTT features supported by Azure Event Grid" in Microsoft's
 * documentation).
 */
export const eventGrid =
  (pki: Pki): Program =>
  async ({ connection, pod, log }) => {
    const settings = environment(pod)
    const limit = numberOf('MAX_SESSIONS_PER_NAME', settings.MAX_SESSIONS_PER_NAME, 1)
    const tls = await serverCertificate(pki, 'public', [EVENT_GRID_HOST], settings.SERVER_CERTIFICATE)
    const broker = await startBroker(
      [
        { containerPort: 8883, transport: 'Mqtt', tls },
        { containerPort: 443, transport: 'WebSockets', tls },
      ],
      {
        async admit({ clientId, userName, password }) {
          if (userName !== EVENT_GRID_TOKEN_USER || password === undefined) {
            return { ok: false, returnCode: CONNACK.notAuthorized, why: 'it shows no token' }
          }
          const review = await reviewToken(connection, password, AUDIENCES)
          if (!review.authenticated) return { ok: false, returnCode: CONNACK.badCredentials, why: review.error }
          if (isFull(broker.sessions(), limit, { clientId, identity: review.user })) {
            log(`${clientId} refused: ${review.user} has ${limit} sessions already`)
            return { ok: false, returnCode: CONNACK.unavailable, why: `${review.user} has ${limit} sessions already` }
          }
          return { ok: true, identity: review.user }
        },
        refusesPublish: (_name, { retain }) => (retain ? 'retained messages are not supported' : undefined),
      },
    )
    return { ports: broker.ports, stop: () => broker.stop() }
  }

/** A client that comes back takes its own session over. */
const isFull = (sessions: readonly Session[], limit: number, wanted: Session) =>
  sessions.filter(({ identity, clientId }) => identity === wanted.identity && clientId !== wanted.clientId).length >=
  limit
