import { step, type Symptom } from './define'

const chooseCa = step('Choose the config map with the CA that issued the broker’s certificate.', 'config-map')
const newClient = step('Replace the client certificate.', 'secret')
const brokersCertificate = step('Ask whoever runs the broker to renew its certificate.')

/**
 * First what the other end said: a TLS alert tells what the broker thinks of *us* (RFC 8446, 6). Then what we found about
 * the broker, in the words of OpenSSL, Node.js and rustls. Order matters: an alert *unknown CA* is not our own distrust.
 */
export const tlsSymptoms: readonly Symptom[] = [
  {
    id: 'alert-unknown-ca',
    says: /ALERT_UNKNOWN_CA|alert unknown ca|received fatal alert: UnknownCA|AlertReceived\(UnknownCA\)|alert number 48/i,
    cause: 'The broker does not know the CA that issued the endpoint’s client certificate.',
    steps: [
      step('Use a client certificate of a CA that the broker trusts; add missing intermediate certificates.', 'secret'),
      step('Or have the client’s CA added to the broker’s trusted client CAs.'),
    ],
  },
  {
    id: 'alert-certificate-expired',
    says: /ALERT_CERTIFICATE_EXPIRED|alert certificate expired|received fatal alert: CertificateExpired|AlertReceived\(CertificateExpired\)|alert number 45/i,
    cause: 'The broker refuses the endpoint’s client certificate because it has expired.',
    steps: [newClient],
  },
  {
    id: 'alert-certificate-revoked',
    says: /ALERT_CERTIFICATE_REVOKED|alert certificate revoked|received fatal alert: CertificateRevoked|AlertReceived\(CertificateRevoked\)|alert number 44/i,
    cause: 'The broker refuses the endpoint’s client certificate because it was revoked.',
    steps: [newClient],
  },
  {
    id: 'alert-certificate-required',
    says: /ALERT_CERTIFICATE_REQUIRED|alert certificate required|received fatal alert: CertificateRequired|AlertReceived\(CertificateRequired\)|alert number 116|peer did not return a certificate/i,
    cause: 'The broker wants a client certificate and got none.',
    steps: [step('Choose the method X509 certificate and a Secret with the certificate.', 'method')],
  },
  {
    id: 'alert-bad-certificate',
    says: /ALERT_BAD_CERTIFICATE|alert bad certificate|received fatal alert: BadCertificate|AlertReceived\(BadCertificate\)|alert number 42|ALERT_UNSUPPORTED_CERTIFICATE|alert unsupported certificate|UnsupportedCertificate|alert number 43/i,
    cause: 'The broker refuses the endpoint’s client certificate: it cannot use it for signing in.',
    steps: [step('Check what the certificate is for (client authentication), its chain and its key.', 'secret')],
  },
  {
    id: 'alert-certificate-unknown',
    says: /ALERT_CERTIFICATE_UNKNOWN|alert certificate unknown|received fatal alert: CertificateUnknown|AlertReceived\(CertificateUnknown\)|alert number 46/i,
    cause: 'The broker refuses the endpoint’s client certificate and does not say why.',
    steps: [step('Check its validity, issuer and chain.', 'secret'), step('Look at the broker’s log at that time.')],
  },
  {
    id: 'alert-access-denied',
    says: /ALERT_ACCESS_DENIED|alert access denied|received fatal alert: AccessDenied|AlertReceived\(AccessDenied\)|alert number 49/i,
    cause: 'The broker accepts the client certificate, and does not let its owner in.',
    steps: [
      step('Have the certificate’s subject registered at the broker.'),
      step('Or use another certificate.', 'secret'),
    ],
  },
  {
    id: 'alert-decrypt-error',
    says: /ALERT_DECRYPT_ERROR|alert decrypt error|received fatal alert: DecryptError|AlertReceived\(DecryptError\)|alert number 51/i,
    cause:
      'The broker cannot verify the signature made with the client’s key: key and certificate may not belong together.',
    steps: [step('Store certificate and key of one pair.', 'secret')],
  },
  {
    id: 'alert-protocol-version',
    says: /ALERT_PROTOCOL_VERSION|alert protocol version|received fatal alert: ProtocolVersion|AlertReceived\(ProtocolVersion\)|alert number 70|UNSUPPORTED_PROTOCOL|unsupported protocol version/i,
    cause: 'Endpoint and broker share no version of TLS.',
    steps: [step('Have TLS 1.2 or 1.3 turned on at the broker.')],
  },
  {
    id: 'alert-unrecognized-name',
    says: /ALERT_UNRECOGNIZED_NAME|alert unrecognized name|received fatal alert: UnrecognisedName|AlertReceived\(Unrecogni[sz]edName\)|alert number 112/i,
    cause: 'The server at that address does not serve this host name.',
    steps: [step('Check the host.', 'host')],
  },
  {
    id: 'alert-handshake-failure',
    says: /ALERT_HANDSHAKE_FAILURE|alert handshake failure|received fatal alert: HandshakeFailure|AlertReceived\(HandshakeFailure\)|alert number 40|ALERT_INSUFFICIENT_SECURITY|alert insufficient security|alert number 71/i,
    cause: 'The broker broke the TLS handshake off: no common cipher, or it wants a client certificate.',
    steps: [
      step('Check the authentication method: the broker may want a certificate.', 'method'),
      step('Have the broker offer current cipher suites.'),
    ],
  },
  {
    id: 'alert-no-application-protocol',
    says: /ALERT_NO_APPLICATION_PROTOCOL|alert no application protocol|received fatal alert: NoApplicationProtocol|AlertReceived\(NoApplicationProtocol\)|alert number 120/i,
    cause: 'The server speaks TLS on that port, and something else than MQTT inside.',
    steps: [step('Check port and protocol.', 'host')],
  },
  {
    id: 'alert-other',
    says: /ALERT_INTERNAL_ERROR|alert internal error|received fatal alert|AlertReceived\(|alert number \d+|SSLV3_ALERT|TLSV1_ALERT/i,
    cause: 'The broker broke the TLS handshake off with an alert.',
    steps: [step('Look at the broker’s log at that time.')],
  },
  {
    id: 'server-expired',
    says: /CERT_HAS_EXPIRED|certificate has expired|invalid peer certificate: Expired|InvalidCertificate\(Expired/i,
    cause: 'The broker’s certificate has expired.',
    steps: [brokersCertificate],
  },
  {
    id: 'server-not-yet-valid',
    says: /CERT_NOT_YET_VALID|certificate is not yet valid|invalid peer certificate: NotValidYet|InvalidCertificate\(NotValidYet/i,
    cause: 'The broker’s certificate is not valid yet, or the node’s clock is behind.',
    steps: [step('Check the clock of the node.'), brokersCertificate],
  },
  {
    id: 'server-name',
    says: /ERR_TLS_CERT_ALTNAME_INVALID|hostname.{0,40}(mismatch|does not match)|does not match certificate's altnames|altnames|NotValidForName/i,
    cause: 'The broker’s certificate is for another name than the host of the endpoint.',
    steps: [
      step('Use a host name that the certificate holds.', 'host'),
      step('Or have the name added to the broker’s certificate.'),
    ],
  },
  {
    id: 'server-revoked',
    says: /CERT_REVOKED|certificate revoked|invalid peer certificate: Revoked|InvalidCertificate\(Revoked/i,
    cause: 'The broker’s certificate was revoked.',
    steps: [brokersCertificate],
  },
  {
    id: 'server-self-signed',
    says: /DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|self[- ]signed certificate|CaUsedAsEndEntity/i,
    cause: 'The broker’s certificate is self-signed or of a private CA that the endpoint does not trust.',
    steps: [chooseCa],
  },
  {
    id: 'server-untrusted',
    says: /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT|unable to (verify the first certificate|get (local )?issuer certificate)|UnknownIssuer|certificate signed by unknown authority|INVALID_CA|CERT_UNTRUSTED|BadSignature|CERT_SIGNATURE_FAILURE|certificate signature failure/i,
    cause: 'The endpoint does not trust the CA that issued the broker’s certificate.',
    steps: [chooseCa, step('Check that the broker sends its intermediate certificates.')],
  },
  {
    id: 'not-tls',
    says: /WRONG_VERSION_NUMBER|wrong version number|InvalidContentType|received corrupt message|packet length too long|http request|PACKET_LENGTH_TOO_LONG/i,
    cause: 'The port does not speak TLS.',
    steps: [step('Use the broker’s TLS port.', 'host'), step('Or turn TLS off where that is meant.', 'tlsMode')],
  },
  {
    id: 'cut-in-handshake',
    says: /before secure TLS connection was established|during the TLS handshake|tls handshake eof|unexpected eof while reading|UNEXPECTED_EOF/i,
    cause:
      'The connection was cut during the TLS handshake: the port may not speak TLS, or the broker did not like what it saw.',
    steps: [
      step('Check that this is the broker’s TLS port.', 'host'),
      step('Check the authentication method.', 'method'),
    ],
  },
]
