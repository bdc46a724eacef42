import type { LiveRow } from '@/lib/live/protocol'

/** What a browser gets of each `BrokerListener`. */
export type ListenerRow = LiveRow & {
  /** The Kubernetes service it stands behind. */
  service: string
  ports: { port: number; protocol: 'Mqtt' | 'WebSockets'; tls: boolean; authentication?: string }[]
}

/** What a browser gets of each `BrokerAuthentication`. */
export type AuthenticationRow = LiveRow & {
  methods: ('ServiceAccountToken' | 'X509Certificate')[]
  /** Audiences of its service account tokens. */
  audiences: string[]
}

/** A config map that holds certificates: what may be chosen as trusted CA. */
export type CertificateRow = LiveRow & {
  certificates: Certificate[]
  /** A private key stands in it: readable by everyone who may read config maps. */
  privateKey: boolean
}

export type Certificate = {
  subject: string
  issuer: string
  /** RFC 3339. */
  notBefore: string
  notAfter: string
  /** SHA-256, as openssl prints it. */
  fingerprint: string
}
