import 'server-only'
import { createHash } from 'node:crypto'
import { EncryptJWT, base64url, errors, jwtDecrypt } from 'jose'
import type { JWTPayload } from 'jose'
import { cookieLimit } from './cookies'

/**
 * What the portal gives a browser to keep: encrypted and sealed (JWE, direct key, AES-256-GCM), so that the browser can
 * neither read nor change it. The first key seals; all of them open, so that a key can be changed while people work.
 *
 * `purpose` is sealed in: what was made for one is worth nothing for another.
 */
export type Sealing = { keys: readonly [string, ...string[]]; purpose: string }

export const seal = (content: JWTPayload, { keys, purpose }: Sealing, expires: number): Promise<string> =>
  new EncryptJWT(content)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: nameOf(keys[0]) })
    .setAudience(purpose)
    .setExpirationTime(new Date(expires))
    .encrypt(base64url.decode(keys[0]))

/** What was sealed, or nothing when it is not ours, for another purpose, over, cut or changed. */
export const unseal = async (text: string, { keys, purpose }: Sealing, now: number): Promise<object | undefined> => {
  if (text.length > cookieLimit) return undefined
  try {
    const { payload } = await jwtDecrypt(text, ({ kid }) => keyNamed(keys, kid), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      audience: purpose,
      requiredClaims: ['exp'],
      currentDate: new Date(now),
    })
    const { aud: _, exp: __, ...content } = payload
    return content
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof UnknownKey) return undefined
    throw error
  }
}

class UnknownKey extends Error {}

const keyNamed = (keys: readonly string[], name: string | undefined): Uint8Array => {
  const key = keys.find((each) => nameOf(each) === name)
  if (key === undefined) throw new UnknownKey()
  return base64url.decode(key)
}

/** Names a key without telling anything of it: 256 random bits cannot be found from a part of their hash. */
const nameOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 8)
