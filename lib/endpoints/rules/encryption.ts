import type { Rule } from '../types/define'

/** Rules of every type whose connection may be encrypted or not. */

const turnTlsOn = { label: 'Turn TLS on', values: { tlsMode: 'Enabled' } }

/** A client certificate is presented in the TLS handshake (RFC 8446, 4.4.2): without TLS there is nothing to present it in. */
const certificateNeedsTls: Rule = {
  id: 'certificate-needs-tls',
  level: 'refusal',
  field: 'tlsMode',
  judge: ({ effective: { method, tlsMode } }) =>
    method === 'X509Certificate' && tlsMode === 'Disabled'
      ? { message: 'An X509 certificate is presented over TLS: turn TLS on, or choose another method.', fix: turnTlsOn }
      : undefined,
}

const tokenMethods = ['ServiceAccountToken', 'SystemAssignedManagedIdentity', 'UserAssignedManagedIdentity']

/** Tokens are bearer tokens (RFC 6750, 5.3: never without TLS). */
const tokenInClear: Rule = {
  id: 'token-in-clear',
  level: 'warning',
  field: 'tlsMode',
  judge: ({ effective: { method = '', tlsMode } }) =>
    tokenMethods.includes(method) && tlsMode === 'Disabled'
      ? { message: 'Without TLS the token travels in clear: whoever reads it can use it.', fix: turnTlsOn }
      : undefined,
}

/** SASL's *plain* sends the password as it is (RFC 4616, 6); only TLS hides it. */
const passwordInClear: Rule = {
  id: 'password-in-clear',
  level: 'warning',
  field: 'tlsMode',
  judge: ({ effective: { method, saslType, tlsMode } }) =>
    method === 'Sasl' && saslType === 'Plain' && tlsMode === 'Disabled'
      ? { message: 'Without TLS the password travels in clear: whoever reads it can use it.', fix: turnTlsOn }
      : undefined,
}

export const encryptionRules: readonly Rule[] = [certificateNeedsTls, tokenInClear, passwordInClear]

/** Some services take encrypted connections only: whatever else an object made elsewhere says is refused. */
export const alwaysEncrypted = (id: string, service: string): Rule => ({
  id,
  level: 'refusal',
  field: 'tlsMode',
  judge: ({ effective: { tlsMode } }) =>
    tlsMode === 'Enabled'
      ? undefined
      : {
          message: `${service} accepts encrypted connections only: turn TLS on.`,
          fix: { label: 'Turn TLS on', values: { tlsMode: '' } },
        },
})
