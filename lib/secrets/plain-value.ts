import type { CredentialPart } from '@/lib/brokers/credentials'
import { isSlot } from './slots'

/** What is wrong with a value, and the value as it was meant where that is plain. Nothing of the value is in a message. */
export type PlainProblem = { message: string; fix?: { label: string; value: string } }

/**
 * Judges a part that is no PEM before it is sent: a user name, a password, a token. Spaces in it may be meant, so nothing is
 * trimmed unasked.
 */
export const plainProblem = (part: CredentialPart, value: string): PlainProblem | undefined => {
  if (isSlot(part)) return undefined
  if (value === '') return { message: 'Enter the value.' }
  const [line = '', ...more] = value.split(/\r?\n/)
  if (more.length > 0 && more.every((one) => one === '')) {
    return { message: 'There is a line break at its end.', fix: { label: 'Leave the line break out', value: line } }
  }
  if (/\p{Cc}/u.test(value)) return { message: 'It holds a line break or another character that cannot be seen.' }
  return part === 'token' ? tokenProblem(value) : undefined
}

/** A SAS token stands in the Secret without the question mark that joins it to an address. */
const tokenProblem = (value: string): PlainProblem | undefined => {
  const mark = value.indexOf('?')
  if (mark < 0) return undefined
  const token = value.slice(mark + 1)
  const message =
    mark === 0 ? 'Leave out the leading question mark.' : 'This is a whole address; only its token belongs here.'
  return token === '' || token.includes('?')
    ? { message }
    : { message, fix: { label: 'Keep only the token', value: token } }
}
