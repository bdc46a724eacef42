import { parseCertificates, type ParsedCertificate } from './chain'
import { keyFingerprint } from './fingerprint'
import { describeHalf, publicHalfOfKey } from './keys'
import { recognise, type Piece, type Recognition } from './recognise'
import type { Slot, SlotTexts } from './slots'
import type { KeyFacts } from './workbench-types'

/** A slot's text, taken apart. */
export type OpenedSlot = {
  slot: Slot
  filled: boolean
  recognition: Recognition
  certificates: ParsedCertificate[]
  damaged: number
  repeated: number
  keys: Extract<Piece, { kind: 'private-key' }>[]
}

const nothing: Recognition = { pieces: [], pem: '', mixups: [] }

export const openSlot = async (slot: Slot, texts: SlotTexts): Promise<OpenedSlot> => {
  const filled = texts[slot].trim() !== ''
  const recognition = filled ? recognise(texts[slot]) : nothing
  const keys = recognition.pieces.filter((piece) => piece.kind === 'private-key')
  return { slot, filled, recognition, keys, ...(await parseCertificates(recognition.pieces)) }
}

export const certificatePem = (certificates: readonly ParsedCertificate[]) =>
  certificates.map(({ pem }) => pem).join('')

export const keyPem = ({ keys }: OpenedSlot) => keys.map(({ pem }) => pem).join('')

/** What may be known of a private key. Nothing when its public half cannot be computed here. */
export const keyFactsOf = async ({ keys: [key] }: OpenedSlot): Promise<KeyFacts | undefined> => {
  const publicHalf = key && (await publicHalfOfKey(key.form, key.der))
  return publicHalf && { keyType: describeHalf(publicHalf), fingerprint: await keyFingerprint(publicHalf), publicHalf }
}
