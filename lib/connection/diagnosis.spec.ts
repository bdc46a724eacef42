import { describe, expect, it } from 'vitest'
import { symptoms } from '@/lib/runtime/doctor'
import { endpointTypes } from '@/lib/endpoints/types'
import { addressProblem, diagnose, ownRows, storedElsewhere } from './diagnosis'
import { isTestable } from './testable'
import { type StepId, stepLabels } from './steps'

const rows: [StepId, string, string, string][] = [
  ['credentials', 'ConfigMapMissing', 'config map partner-ca', 'config-map-missing'],
  ['credentials', 'NoCertificate', 'config map partner-ca', 'config-map-empty'],
  ['credentials', 'SecretMissing', 'secret partner', 'secret-missing'],
  ['credentials', 'SecretKeyMissing', 'secret partner', 'secret-key-missing'],
  ['credentials', 'KeyEncrypted', 'secret partner', 'key-encrypted'],
  ['credentials', 'NotPem', 'secret partner', 'not-pem'],
  ['dns', 'ENOTFOUND', 'getaddrinfo ENOTFOUND broker.example', 'unknown-name'],
  ['dns', 'EAI_AGAIN', 'getaddrinfo EAI_AGAIN broker.example', 'dns-silent'],
  ['tcp', 'ECONNREFUSED', 'connect ECONNREFUSED 192.0.2.1:8883', 'ECONNREFUSED'],
  ['tcp', 'TIMEOUT', 'no answer in time', 'late-tcp'],
  ['tcp', 'EHOSTUNREACH', 'connect EHOSTUNREACH', 'no-route'],
  ['tls', 'TIMEOUT', 'no answer in time', 'late-tls'],
  ['tls', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'tlsv1 alert unknown ca', 'alert-unknown-ca'],
  ['tls', 'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'ssl/tls alert bad certificate', 'alert-bad-certificate'],
  ['tls', 'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED', 'alert certificate expired', 'alert-certificate-expired'],
  ['tls', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'alert handshake failure', 'alert-handshake-failure'],
  ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'broker.example is not among DNS:other.example', 'server-name'],
  ['tls', 'CERT_HAS_EXPIRED', 'CN=broker', 'server-expired'],
  ['tls', 'CERT_NOT_YET_VALID', 'CN=broker', 'server-not-yet-valid'],
  ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CN=broker', 'server-self-signed'],
  ['tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CN=broker', 'server-untrusted'],
  ['tls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'wrong version number', 'not-tls'],
  ['tls', 'UNEXPECTED_EOF', 'the connection was cut during the TLS handshake', 'cut-in-handshake'],
  ['tls', 'ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'key values mismatch', 'key-mismatch'],
  ['websocket', 'WEBSOCKET 404', 'Not Found', 'websocket-path'],
  ['websocket', 'WEBSOCKET 401', 'Unauthorized', 'websocket-unauthorised'],
  ['websocket', 'WEBSOCKET 200', 'OK', 'websocket-refused'],
  ['websocket', 'TIMEOUT', 'no answer in time', 'late-websocket'],
  ['connect', 'SPEAKS_TLS', 'it begins with 1503', 'speaks-tls'],
  ['connect', 'SPEAKS_HTTP', 'it begins with 4854', 'speaks-http'],
  ['connect', 'NOT_MQTT', 'Invalid header', 'not-mqtt'],
  ['connect', 'CLOSED', 'the broker closed the connection', 'closed-at-connect'],
  ['connect', 'TIMEOUT', 'no answer in time', 'late-connect'],
  ['connect', 'CONNACK 1', 'to MQTT 3.1.1', 'CONNACK unsupported protocol version'],
  ['connect', 'CONNACK 2', 'to MQTT 3.1.1', 'CONNACK client identifier'],
  ['connect', 'CONNACK 3', 'to MQTT 3.1.1', 'CONNACK server unavailable'],
  ['connect', 'CONNACK 4', 'to MQTT 3.1.1', 'CONNACK bad user name or password'],
  ['connect', 'CONNACK 5', 'to MQTT 3.1.1', 'CONNACK not authorized'],
  ['connect', 'CONNACK 135', 'to MQTT 5', 'CONNACK not authorized'],
  ['connect', 'CONNACK 137', 'to MQTT 5', 'CONNACK server busy'],
  ['connect', 'CONNACK 138', 'to MQTT 5', 'CONNACK banned'],
  ['connect', 'CONNACK 140', 'to MQTT 5', 'CONNACK bad authentication method'],
  ['connect', 'CONNACK 151', 'to MQTT 5', 'CONNACK quota exceeded'],
  ['subscribe', 'SUBACK 128', 'for a/#', 'SUBACK refused'],
  ['subscribe', 'SUBACK 135', 'for a/#', 'SUBACK not authorized'],
  ['subscribe', 'SUBACK 143', 'for a/#', 'SUBACK topic filter invalid'],
  ['subscribe', 'CLOSED', 'the broker closed the connection', 'closed-at-subscribe'],
  ['publish', 'CLOSED', 'the broker closed the connection', 'closed-at-publish'],
  ['publish', 'PUBACK 135', 'for a/b', 'PUBACK not authorized'],
  ['publish', 'TIMEOUT', 'no answer in time', 'late-publish'],
  ['connect', 'TOO_MUCH', 'more than 1024 KB came', 'too-much'],
  ['connect', 'ESTRANGE', 'nobody has seen this', 'other'],
]

describe('diagnose: test-diagnosis', () => {
  it.each(rows)('%s, %s (%s): %s', (step, code, words, id) => {
    const problem = diagnose({ step, code, words })
    expect(problem.id).toBe(id)
    expect(problem.cause).toMatch(/\.$/)
    expect(problem.proof).toContain(code)
    expect(problem.steps.length).toBeGreaterThan(0)
  })

  it('has a sentence of its own for everything', () => {
    const causes = [...ownRows.map(({ cause }) => cause), ...symptoms.map(({ cause }) => cause)]
    const twice = causes.filter((cause, at) => causes.indexOf(cause) !== at)
    // To a dataflow and to the portal a host that drops packets is one and the same.
    expect(twice).toEqual(['The host did not answer in time: it is down, or something on the way drops the packets.'])
    expect(new Set(ownRows.map(({ id }) => id)).size).toBe(ownRows.length)
  })

  it('has a step for a late answer to each step', () => {
    const ids = Object.keys(stepLabels) as StepId[]
    expect(ids.map((step) => diagnose({ step, code: 'TIMEOUT', words: '' }).id)).toEqual(ids.map((id) => `late-${id}`))
  })

  it('is not misled by names', () => {
    const words = 'connect ECONNREFUSED banned.example'
    expect(diagnose({ step: 'tcp', code: 'ESTRANGE', words: 'banned.example' }, ['banned.example']).id).toBe('other')
    expect(diagnose({ step: 'tcp', code: 'ECONNREFUSED', words }, ['banned.example']).id).toBe('ECONNREFUSED')
  })

  it('leads to fields that the forms have, and to no pod or dataflow', () => {
    const fields = new Set(endpointTypes.filter(isTestable).flatMap(({ fields: all }) => all.map(({ key }) => key)))
    const problems = [
      ...rows.map(([step, code, words]) => diagnose({ step, code, words })),
      addressProblem('loopback', ''),
      storedElsewhere('s', [], 'h:1'),
    ]
    for (const { field } of problems.flatMap(({ steps }) => steps)) if (field) expect(fields).toContain(field)
  })
})
