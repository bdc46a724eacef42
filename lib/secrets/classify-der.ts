import { partsOf, readDer, tags, toHex, wholeDer, type Der } from './der'
import type { KeyForm } from './keys'

/** What some bytes are, judged by their structure alone: labels and file names lie. */
export type DerKind =
  | { kind: 'certificate' }
  | { kind: 'private-key'; form: KeyForm }
  | { kind: 'encrypted-key' }
  | { kind: 'request' }
  | { kind: 'public-key' }
  | { kind: 'pfx' }
  | { kind: 'pkcs7' }

const pkcs7Data = '2a864886f70d010701'
const pkcs7Signed = '2a864886f70d010702'

const isOid = (value: Der | undefined, hex?: string) =>
  value?.tag === tags.oid && (hex === undefined || toHex(value.body) === hex)

/** Tells the structures of RFC 5280, 2986, 5208, 8017, 5915, 7292 and 2315 apart. */
export const classifyDer = (bytes: Uint8Array): DerKind | undefined => {
  // PFX files written by Windows may carry padding after the value.
  const outer = wholeDer(bytes) ?? readDer(bytes)
  if (outer?.tag !== tags.sequence) return undefined
  const parts = partsOf(outer)
  const [first, second, third] = parts
  if (first?.tag === tags.integer) return classifyNumbered(toHex(first.body), second, third, parts.length)
  if (isOid(first, pkcs7Signed)) return { kind: 'pkcs7' }
  if (first?.tag !== tags.sequence) return undefined
  if (isOid(partsOf(first)[0])) {
    if (second?.tag === tags.octets) return { kind: 'encrypted-key' }
    return second?.tag === tags.bits ? { kind: 'public-key' } : undefined
  }
  if (second?.tag !== tags.sequence || third?.tag !== tags.bits) return undefined
  return isRequest(first) ? { kind: 'request' } : { kind: 'certificate' }
}

const classifyNumbered = (number: string, second: Der | undefined, third: Der | undefined, count: number) => {
  const found = (kind: DerKind): DerKind => kind
  if (second?.tag === tags.integer) {
    return count >= 9
      ? found({ kind: 'private-key', form: 'PKCS#1' })
      : count === 2
        ? found({ kind: 'public-key' })
        : undefined
  }
  if (second?.tag === tags.octets && number === '01') return found({ kind: 'private-key', form: 'SEC1' })
  if (second?.tag !== tags.sequence) return undefined
  if (number === '03' && (isOid(partsOf(second)[0], pkcs7Data) || isOid(partsOf(second)[0], pkcs7Signed))) {
    return found({ kind: 'pfx' })
  }
  return third?.tag === tags.octets ? found({ kind: 'private-key', form: 'PKCS#8' }) : undefined
}

/** A request names its own key third (version, subject, key, attributes); a certificate never has one there. */
const isRequest = (signed: Der) => {
  const [version, subject, key] = partsOf(signed)
  if (version?.tag !== tags.integer || subject?.tag !== tags.sequence) return false
  return partsOf(key)[1]?.tag === tags.bits
}
