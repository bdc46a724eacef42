import type { Mixup } from '@/lib/secrets/mixups'
import { maxSecretBytes, recognise } from '@/lib/secrets/recognise'

/** Wrapped values grow; whatever is larger than this is no certificate and is not even read. */
const maxFileBytes = 8 * maxSecretBytes

/** A file's content as the text for the field, or why it cannot be one. */
export type FileContent = { text: string; notes: readonly Mixup[] } | { refused: readonly Mixup[] }

/**
 * Text files are taken as they are and judged in the field; binary ones (DER, UTF-16) are put into PEM here, since a
 * field cannot hold them.
 */
export const contentOf = (bytes: Uint8Array): FileContent => {
  const text = plainText(bytes)
  if (text !== undefined) return { text, notes: [] }
  const { pem, mixups } = recognise(bytes)
  return pem ? { text: pem, notes: mixups } : { refused: mixups }
}

const plainText = (bytes: Uint8Array): string | undefined => {
  if (bytes.length > maxFileBytes || bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Reads a file, of an oversized one no more than shows that it is. */
export const readFile = async (file: Blob): Promise<FileContent> =>
  contentOf(new Uint8Array(await file.slice(0, maxFileBytes + 1).arrayBuffer()))
