import type { Failure } from '@/lib/core/result'
import { fromHex } from './der'
import { decodeBase64 } from './pem'
import type { ObjectEncoding } from './vault-object'

/**
 * The bytes that the provider writes for a vault's value (Azure provider, "objectEncoding"). Nothing when the value is not
 * what the entry says: the provider fails then.
 */
export const decodeAsProvider = (value: string, encoding: ObjectEncoding | undefined): Uint8Array | undefined => {
  switch (encoding) {
    case 'hex':
      return value.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(value) ? fromHex(value) : undefined
    case 'base64':
      return decodeBase64(value)
    case 'utf-8':
    case undefined:
      return new TextEncoder().encode(value)
  }
}

export const undecodable = (secret: string): Failure => ({
  code: 'invalid',
  message: `The value of “${secret}” is not what its file-encoding tag says.`,
  next: 'Store it again, or correct the tag in the vault.',
})
