/** What is wrong with the ID of an identity or tenant: a GUID, with hyphens, without braces. */
export const guidProblem = (value: string): string | undefined => {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return undefined
  return 'This is not an ID: copy it from Azure in the form 00000000-0000-0000-0000-000000000000.'
}

/** Tokens are compared letter by letter, so a stray space in an audience or scope never matches. */
export const audienceProblem = (value: string): string | undefined =>
  /\s/.test(value) ? 'There is no space in it.' : controlCharacterProblem(value)

/** Text that goes into an MQTT packet ("MQTT Version 5.0", 1.5.4: no control characters). */
export const controlCharacterProblem = (value: string): string | undefined =>
  /\p{Cc}/u.test(value) ? 'It holds a character that cannot be seen; type it anew.' : undefined

/** What is wrong with a whole number from `min` to `max`, as typed. */
export const integerProblem = (value: string, { min, max }: { min: number; max: number }): string | undefined => {
  const range = `from ${grouped(min)} to ${grouped(max)}`
  if (!/^-?\d+$/.test(value)) return `Write a whole number ${range}.`
  const number = Number(value)
  if (number < min || number > max) return `Write a number ${range}.`
  // `007` and `-0` would come back from the cluster as something else than was typed.
  return String(number) === value ? undefined : `Write the number as ${Math.abs(number)}.`
}

/** Not by locale: server and browser must say the same. */
const grouped = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',')
