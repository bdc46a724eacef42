import type { Failure } from '@/lib/core/result'

const unreachable = (message: string, next: string): Failure => ({ code: 'unreachable', message, next })

const notThere = unreachable(
  'The cluster cannot be reached: nothing answers at its address.',
  'Check that the cluster runs and that its address in the kubeconfig is right.',
)
const cut = unreachable('The connection to the cluster was cut.', 'Try again in a moment.')
const noRoute = unreachable('There is no way to the cluster from here.', 'Check the network, the VPN and the firewall.')
const slow = unreachable(
  'The cluster did not take the connection in time.',
  'Check the network, the VPN and the firewall.',
)
const noName = unreachable(
  'The name of the cluster cannot be resolved.',
  'Check the server address in the kubeconfig and the DNS.',
)
const stranger = unreachable(
  'The cluster shows a certificate that the portal does not trust.',
  'Check the certificate authority in the kubeconfig.',
)
const expired = unreachable(
  'The certificate of the cluster has expired or is not valid yet.',
  'Renew it, and check the clocks.',
)
const otherName = unreachable(
  'The certificate of the cluster is made out to another name.',
  'Use the name in the certificate as server address, or set tls-server-name in the kubeconfig.',
)
const refusedClient = unreachable(
  'The cluster ended the TLS handshake: it wants other credentials or another protocol.',
  'Check the client certificate in the kubeconfig.',
)
const notHttp: Failure = {
  code: 'garbled',
  message: 'What answers at the address of the cluster does not speak HTTP.',
  next: 'Check the server address and port in the kubeconfig.',
}

/** Codes of Node's sockets, its TLS ("Certificate-related errors" in the Node.js documentation) and undici. */
const table: Record<string, Failure> = {
  ECONNREFUSED: notThere,
  ECONNRESET: cut,
  EPIPE: cut,
  UND_ERR_SOCKET: cut,
  UND_ERR_CLOSED: cut,
  UND_ERR_DESTROYED: cut,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EADDRNOTAVAIL: noRoute,
  ETIMEDOUT: slow,
  UND_ERR_CONNECT_TIMEOUT: slow,
  ENOTFOUND: noName,
  EAI_AGAIN: noName,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: stranger,
  UNABLE_TO_GET_ISSUER_CERT: stranger,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: stranger,
  SELF_SIGNED_CERT_IN_CHAIN: stranger,
  DEPTH_ZERO_SELF_SIGNED_CERT: stranger,
  CERT_SIGNATURE_FAILURE: stranger,
  CERT_UNTRUSTED: stranger,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: expired,
  ERR_TLS_CERT_ALTNAME_INVALID: otherName,
}

/** The failure behind an error code of the network, or nothing when the code is not one of the network's. */
export const transportFailure = (code: string): Failure | undefined => {
  if (Object.hasOwn(table, code)) return table[code]
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return refusedClient
  if (code.startsWith('HPE_')) return notHttp
  return undefined
}
