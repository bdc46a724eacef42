import { classifyDer, type DerKind } from './classify-der'
import { readPrivateKey, type KeyForm } from './keys'
import { refused, repaired, type Mixup, type RepairedMixup } from './mixups'
import { splitPem, toPem, type PemBlock } from './pem'
import { unwrap } from './unwrap'

/** Key Vault, "About Azure Key Vault secrets": a value has at most 25 KB. */
export const maxSecretBytes = 25 * 1024

/** Hex doubles and other wrappings grow a value before they come off; beyond this nothing is even looked at. */
const maxInput = 8 * maxSecretBytes

/** Something usable that was found. `pem` is the piece alone, strict PEM. */
export type Piece =
  | { kind: 'certificate'; der: Uint8Array<ArrayBuffer>; pem: string }
  | { kind: 'private-key'; form: KeyForm; der: Uint8Array<ArrayBuffer>; pem: string }

export type Recognition = {
  pieces: Piece[]
  /** What was found, put right: strict PEM (RFC 7468), `\n` line ends, final newline. The bytes to store. */
  pem: string
  /** What was put right and what is refused, each once. */
  mixups: Mixup[]
}

const labels: Record<KeyForm, string> = { 'PKCS#8': 'PRIVATE KEY', 'PKCS#1': 'RSA PRIVATE KEY', SEC1: 'EC PRIVATE KEY' }

/**
 * Says what was pasted or dropped, whatever it is wrapped in, and puts right what can be put right without guessing.
 * A piece's content is never changed, only how it is written.
 */
export const recognise = (input: string | Uint8Array): Recognition => {
  const size = typeof input === 'string' ? new Blob([input]).size : input.length
  if (size > maxInput) return { pieces: [], pem: '', mixups: [refused('too-large')] }
  if (typeof input === 'string' ? input.trim() === '' : size === 0)
    return { pieces: [], pem: '', mixups: [refused('empty')] }
  const { content, repairs } = unwrap(input)
  const found = 'der' in content ? fromDer(content.der) : fromText(content.text)
  const pem = found.pieces.map((piece) => piece.pem).join('')
  const mixups = [...repairs, ...found.repairs].map(repaired)
  const tooLarge = pem.length > maxSecretBytes ? [refused('too-large')] : []
  // Where nothing usable was found, how it was wrapped does not matter.
  const told = found.pieces.length > 0 ? mixups : []
  return { pieces: found.pieces, pem, mixups: unique([...told, ...found.refusals, ...tooLarge]) }
}

const unique = (mixups: Mixup[]) => [...new Map(mixups.map((mixup) => [mixup.id, mixup])).values()]

type Found = { pieces: Piece[]; repairs: RepairedMixup[]; refusals: Mixup[] }

const nothing: Found = { pieces: [], repairs: [], refusals: [] }

const fromDer = (der: Uint8Array<ArrayBuffer>): Found => {
  const kind = classifyDer(der)
  return kind ? judge(kind, der) : { ...nothing, refusals: [refused('garbage')] }
}

const judge = (kind: DerKind, der: Uint8Array<ArrayBuffer>): Found => {
  switch (kind.kind) {
    case 'certificate':
      return { ...nothing, pieces: [{ kind: 'certificate', der, pem: toPem('CERTIFICATE', der) }] }
    case 'private-key':
      return readPrivateKey(kind.form, der)
        ? { ...nothing, pieces: [{ ...kind, der, pem: toPem(labels[kind.form], der) }] }
        : { ...nothing, refusals: [refused('unsupported-key')] }
    case 'encrypted-key':
    case 'request':
    case 'public-key':
    case 'pfx':
    case 'pkcs7':
      return { ...nothing, refusals: [refused(kind.kind)] }
  }
}

const fromText = (text: string): Found => {
  const { blocks, around, cutOff } = splitPem(text)
  if (blocks.length === 0 && !cutOff) {
    return { ...nothing, refusals: [refused(/[–—][ –—]*BEGIN /.test(text) ? 'dashes' : 'garbage')] }
  }
  const found = blocks.map(fromBlock)
  return {
    pieces: found.flatMap(({ pieces }) => pieces),
    repairs: [...found.flatMap(({ repairs }) => repairs), ...(around.trim() ? (['text-around'] as const) : [])],
    refusals: [...found.flatMap(({ refusals }) => refusals), ...(cutOff ? [refused('cut-off')] : [])],
  }
}

const fromBlock = ({ label, bytes, headers }: PemBlock): Found => {
  const refuse = (mixup: Mixup): Found => ({ ...nothing, refusals: [mixup] })
  if (label === 'OPENSSH PRIVATE KEY') return refuse(refused('openssh-key'))
  if (headers.includes('ENCRYPTED')) return refuse(refused('encrypted-key'))
  if (label === 'EC PARAMETERS') return { ...nothing, repairs: ['ec-parameters'] }
  if (!bytes) return refuse(refused('broken-body'))
  const kind = classifyDer(bytes)
  if (!kind) return refuse(refused(known.has(label) ? 'broken-body' : 'unknown-label'))
  const found = judge(kind, bytes)
  const relabelled = found.pieces.some(({ pem }) => !pem.startsWith(`-----BEGIN ${label}-----`))
  return relabelled ? { ...found, repairs: ['wrong-label'] } : found
}

const known = new Set([...Object.values(labels), 'CERTIFICATE', 'X509 CERTIFICATE', 'ENCRYPTED PRIVATE KEY'])
