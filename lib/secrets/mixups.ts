/**
 * Everything that goes wrong between a certificate file and a text field, each with one exact sentence and the way out.
 * `repaired`: the portal put it right and says so; `refusal`: somebody has to fetch something else.
 */
const refusals = {
  empty: {
    message: 'There is nothing in it.',
    next: 'Paste the PEM text, or drop the file.',
  },
  garbage: {
    message: 'This is neither a certificate nor a key in any form the portal knows.',
    next: 'Paste text that begins with “-----BEGIN”, or drop the .pem, .crt, .cer or .key file itself.',
  },
  'too-large': {
    message: 'This is larger than the 25 KB that Key Vault stores in one secret.',
    next: 'Leave out what does not belong here: a client certificate and its intermediates are a few kilobytes.',
  },
  'cut-off': {
    message: 'The text begins a PEM block but does not end it: the last part is missing.',
    next: 'Copy the whole block, from “-----BEGIN” to the last “-----END …-----”.',
  },
  'broken-body': {
    message: 'The text between BEGIN and END is damaged: it is not what the label announces.',
    next: 'Copy the file again, or drop it here instead of pasting.',
  },
  dashes: {
    message: 'The dashes around BEGIN are typographic ones: a word processor or a chat changed the text.',
    next: 'Take the file itself, not a copy that went through a document or a chat.',
  },
  'encrypted-key': {
    message: 'The private key is encrypted with a passphrase; a dataflow cannot ask for one.',
    next: 'Export the key without a passphrase and paste that; Key Vault keeps it protected.',
    command: 'openssl pkey -in key.pem -out key-without-passphrase.pem',
  },
  request: {
    message: 'This is a certificate request (CSR), not a certificate.',
    next: 'Send it to the certificate authority and paste the certificate that comes back.',
  },
  'public-key': {
    message: 'This is a public key: neither a certificate nor the private key.',
    next: 'Paste the certificate (“BEGIN CERTIFICATE”) or the private key (“BEGIN PRIVATE KEY”).',
  },
  pfx: {
    message: 'This is a PFX (PKCS#12) file: certificate and key together in one binary file.',
    next: 'Split it into PEM and paste certificate and key each in its own field.',
    command: 'openssl pkcs12 -in file.pfx -nodes -out both.pem',
  },
  pkcs7: {
    message: 'This is a PKCS#7 (.p7b) file: a bundle of certificates in a form that brokers do not read.',
    next: 'Convert it to PEM and paste the certificates.',
    command: 'openssl pkcs7 -in file.p7b -print_certs -out chain.pem',
  },
  'openssh-key': {
    message: 'This is an OpenSSH key, which is not made for TLS.',
    next: 'Paste the private key that was made together with the certificate request.',
  },
  'unsupported-key': {
    message: 'This private key is of a kind that TLS clients do not use here.',
    next: 'Use an RSA, an EC (P-256, P-384, P-521) or an Ed25519 key.',
  },
  'unknown-label': {
    message: 'This PEM block is neither a certificate nor a private key.',
    next: 'Paste blocks that begin with “-----BEGIN CERTIFICATE-----” or “-----BEGIN PRIVATE KEY-----”.',
  },
} satisfies Record<string, Sentence>

const repairs = {
  'byte-order-mark': { message: 'The text began with an invisible byte order mark; it is left out.' },
  utf16: { message: 'The file was saved as “Unicode” (UTF-16); it is stored as UTF-8.' },
  crlf: { message: 'The lines ended the Windows way (CRLF); they are stored with plain line ends.' },
  'escaped-newlines': {
    message: 'The line breaks were written as the two characters “\\n”; they are real line breaks now.',
  },
  spaces: { message: 'Lines began or ended with spaces; those are left out.' },
  'one-line': { message: 'The PEM stood on one line; it is broken into lines again.' },
  'hex-of-pem': { message: 'The text was PEM written as hexadecimal digits; it is decoded.' },
  'base64-of-pem': { message: 'The text was PEM encoded once more as base64; it is decoded.' },
  'hex-of-der': { message: 'The text was binary (DER) written as hexadecimal digits; it is stored as PEM.' },
  'base64-of-der': { message: 'The BEGIN and END lines were missing; they are put around the text.' },
  der: { message: 'The file was binary (DER); it is stored as PEM.' },
  'text-around': { message: 'There was other text around the PEM blocks; it is left out.' },
  'ec-parameters': { message: 'The “EC PARAMETERS” block says nothing that the key does not; it is left out.' },
  'wrong-label': {
    message: 'The label between the dashes is not the usual one for what the block holds; it is corrected.',
  },
} satisfies Record<string, Sentence>

type Sentence = { message: string; next?: string; command?: string }

export type RefusedMixup = keyof typeof refusals
export type RepairedMixup = keyof typeof repairs

export type Mixup = Sentence & ({ id: RefusedMixup; level: 'refusal' } | { id: RepairedMixup; level: 'repaired' })

export const refused = (id: RefusedMixup): Mixup => ({ id, level: 'refusal', ...refusals[id] })

export const repaired = (id: RepairedMixup): Mixup => ({ id, level: 'repaired', ...repairs[id] })

export const mixupIds = [...Object.keys(refusals), ...Object.keys(repairs)] as (RefusedMixup | RepairedMixup)[]
