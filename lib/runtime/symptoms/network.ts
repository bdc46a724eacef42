import { step, type Symptom } from './define'

const checkHost = step('Check host and port of the endpoint.', 'host')
const checkPath = step('Check the network policies and firewalls between the cluster and the host.')

/** Names and sockets: codes of Node.js, of the C library and of Rust's `std::io` (`os error <n>`). */
export const networkSymptoms: readonly Symptom[] = [
  {
    id: 'ENOTFOUND',
    says: /\bENOTFOUND\b|\bNXDOMAIN\b|name or service not known|no such host|name does not resolve|nodename nor servname|host not found/i,
    cause: 'The host name is not known in the cluster’s DNS.',
    steps: [step('Check the spelling of the host.', 'host'), step('Check that the cluster’s DNS knows the name.')],
  },
  {
    id: 'EAI_AGAIN',
    says: /\bEAI_AGAIN\b|\bSERVFAIL\b|temporary failure in name resolution|failed to lookup address/i,
    cause: 'The name server does not answer, so the host name cannot be looked up.',
    steps: [step('Check the cluster’s DNS and its way to the outside; a plant that is cut off loses names first.')],
  },
  {
    id: 'ECONNREFUSED',
    says: /\bECONNREFUSED\b|connection refused(?!:)(?! by the broker)|actively refused|os error 111\b/i,
    cause: 'The host answers, but nothing listens on that port.',
    steps: [checkHost, step('Check that the broker runs.')],
  },
  {
    id: 'ETIMEDOUT',
    says: /\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|connect(ion)? timed? ?out|connection attempt timed out|deadline has elapsed|os error 110\b|no answer in time|ConnectionTimeout/i,
    cause: 'The host did not answer in time: it is down, or something on the way drops the packets.',
    steps: [checkPath, checkHost],
  },
  {
    id: 'EHOSTUNREACH',
    says: /\bEHOSTUNREACH\b|\bENETUNREACH\b|no route to host|network is unreachable|os error 1(01|13)\b|there is no way to the (host|network)/i,
    cause: 'There is no route from the cluster to the host.',
    steps: [step('Check the routes of the node and the network to the host.'), checkHost],
  },
  {
    id: 'ECONNRESET',
    says: /\bECONNRESET\b|\bEPIPE\b|connection reset|broken pipe|connection aborted|os error (32|104)\b|the connection was cut/i,
    cause: 'The other end, or something in between, cut the connection.',
    steps: [
      step('Check that the port speaks what the endpoint expects: TLS or not, MQTT or WebSockets.', 'tlsMode'),
      step('Look at the broker’s log at that time.'),
    ],
  },
  {
    id: 'websocket-unauthorised',
    says: /\bWEBSOCKET 40[13]\b|unexpected server response: 40[13]|websocket.{0,60}\b40[13]\b/i,
    cause: 'The web server in front of the broker refuses the WebSocket connection.',
    steps: [step('Check the authentication method.', 'method'), checkHost],
  },
  {
    id: 'websocket-path',
    says: /\bWEBSOCKET 404\b|unexpected server response: 404|websocket.{0,60}\b404\b/i,
    cause: 'There is no WebSocket under that path.',
    steps: [step('Check the path in the host; many brokers use /mqtt.', 'host')],
  },
  {
    id: 'websocket-refused',
    says: /\bWEBSOCKET \d{3}\b|unexpected server response: \d{3}|websocket (handshake|upgrade).{0,40}(failed|refused|error)/i,
    cause: 'The host does not take the WebSocket connection.',
    steps: [step('Check that this port speaks WebSockets.', 'protocol'), checkHost],
  },
]
