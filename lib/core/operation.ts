const letters = 'abcdefghijkmnpqrstuvwxyz23456789'

/**
 * A short name for one action or request: printed with its log lines and shown with its failure, so that one leads to
 * the other. Twelve letters of a 32 letter alphabet without look-alikes (60 bits), easy to read out on the phone.
 */
export function newOperationId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join('')
}
