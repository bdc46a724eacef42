import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Identity } from './access.ts'
import { writePrivate } from './pki.ts'
import { invalid, invalidValue } from './status.ts'
import type { Store } from './store.ts'
import { list, record, text, timestamp, type Fields, type KubeObject } from './types.ts'

/**
 * Tokens of service accounts: made on request, checked on review, and good for calling the API server (Kubernetes docs, "Managing
 * Service Accounts"). They are JSON web tokens signed with a key of the sandbox, so they keep over restarts.
 */

/** Who signs, and the audience that the API server itself answers to when none is asked for. */
export const ISSUER = 'https://kubernetes.default.svc.cluster.local'

const HOUR = 3600

/** As on a real server (TokenRequestSpec). */
const SHORTEST_SECONDS = 600
const LONGEST_SECONDS = 2 ** 32

export type Verdict = { ok: true; identity: Identity; audiences: string[] } | { ok: false; why: string }

export class Tokens {
  #store: Store
  #key: KeyObject
  #publicKey: KeyObject

  /** The key is read from the file, or made and kept there. */
  constructor(store: Store, keyFile: string) {
    this.#store = store
    if (!existsSync(keyFile)) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      writePrivate(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    }
    this.#key = createPrivateKey(readFileSync(keyFile, 'utf8'))
    this.#publicKey = createPublicKey(this.#key)
  }

  /** The TokenRequest with its status filled in. */
  request(account: KubeObject, body: unknown): Fields {
    const spec = record(record(body).spec)
    const asked = list(spec.audiences).filter((audience) => typeof audience === 'string')
    const audiences = asked.length > 0 ? asked : [ISSUER]
    const seconds = Number(spec.expirationSeconds ?? HOUR)
    const kind = { group: 'authentication.k8s.io', kind: 'TokenRequest' }
    if (!Number.isInteger(seconds) || seconds < SHORTEST_SECONDS) {
      const why = 'may not specify a duration less than 10 minutes'
      throw invalid(kind, '', [invalidValue('spec.expirationSeconds', spec.expirationSeconds, why)])
    }
    if (seconds > LONGEST_SECONDS) {
      const why = 'may not specify a duration larger than 2^32 seconds'
      throw invalid(kind, '', [invalidValue('spec.expirationSeconds', spec.expirationSeconds, why)])
    }
    const now = Math.floor(Date.now() / 1000)
    const { name, namespace = '', uid } = account.metadata
    const token = this.#signed({
      aud: audiences,
      exp: now + seconds,
      iat: now,
      iss: ISSUER,
      jti: randomUUID(),
      'kubernetes.io': { namespace, serviceaccount: { name, uid } },
      nbf: now,
      sub: userOf(namespace, name),
    })
    return {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      metadata: { name, namespace, creationTimestamp: timestamp() },
      spec: { audiences, expirationSeconds: seconds, boundObjectRef: null },
      status: { token, expirationTimestamp: timestamp(new Date((now + seconds) * 1000)) },
    }
  }

  /** Whose token this is, if it is ours, has not ended, its account still exists, and one of its audiences is among those asked for. */
  check(token: string, wanted: readonly string[] = [ISSUER]): Verdict {
    const claims = this.#verified(token)
    if (!claims) return { ok: false, why: 'invalid bearer token' }
    const now = Date.now() / 1000
    if (Number(claims.exp) <= now) return { ok: false, why: 'invalid bearer token, token has expired' }
    const audiences = list(claims.aud)
      .map(String)
      .filter((audience) => wanted.includes(audience))
    if (audiences.length === 0) {
      const why = `token audiences ${JSON.stringify(claims.aud)} is invalid for the target audiences ${JSON.stringify(wanted)}`
      return { ok: false, why: `invalid bearer token, ${why}` }
    }
    const about = record(claims['kubernetes.io'])
    const [namespace, account] = [text(about.namespace) ?? '', record(about.serviceaccount)]
    const name = text(account.name) ?? ''
    if (this.#store.get('/serviceaccounts', namespace, name)?.metadata.uid !== account.uid) {
      return { ok: false, why: 'invalid bearer token, service account token has been invalidated' }
    }
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated']
    const extra = { 'authentication.kubernetes.io/credential-id': [`JTI=${String(claims.jti)}`] }
    return { ok: true, audiences, identity: { user: userOf(namespace, name), uid: String(account.uid), groups, extra } }
  }

  /** The status of a TokenReview. */
  review(body: unknown): Fields {
    const spec = record(record(body).spec)
    const asked = list(spec.audiences).map(String)
    const verdict = this.check(text(spec.token) ?? '', asked.length > 0 ? asked : [ISSUER])
    if (!verdict.ok) return { user: {}, error: verdict.why }
    const { user, uid, groups, extra } = verdict.identity
    return { authenticated: true, user: { username: user, uid, groups, extra }, audiences: verdict.audiences }
  }

  #signed(claims: Fields): string {
    const content = [{ alg: 'ES256', typ: 'JWT' }, claims].map((part) => encode(JSON.stringify(part))).join('.')
    return `${content}.${encode(sign('sha256', Buffer.from(content), { key: this.#key, dsaEncoding: 'ieee-p1363' }))}`
  }

  /** The claims, unless the signature is not ours. The algorithm is ours to say, not the token's. */
  #verified(token: string): Fields | undefined {
    const [header, claims, signature, ...more] = token.split('.')
    if (header === undefined || claims === undefined || signature === undefined || more.length > 0) return undefined
    const key = { key: this.#publicKey, dsaEncoding: 'ieee-p1363' } as const
    const good = verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'))
    return good ? record(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))) : undefined
  }
}

const encode = (content: string | Buffer) => Buffer.from(content).toString('base64url')

const userOf = (namespace: string, name: string) => `system:serviceaccount:${namespace}:${name}`
