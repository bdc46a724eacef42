import { expect, test } from 'vitest'
import { plainProblem } from './plain-value'

test.each([
  ['username', '$ConnectionString'],
  ['password', 'Endpoint=sb://plant.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=a+b/c='],
  ['password', ' spaces may be meant '],
  ['token', 'sv=2024-11-04&ss=b&sig=a%2Bb%3D'],
  ['key', 'what is PEM is judged by the workbench\n'],
] as const)('takes as a %s: %s', (part, value) => {
  expect(plainProblem(part, value)).toBeUndefined()
})

test.each([
  ['username', ''],
  ['password', 'two\nlines'],
  ['password', 'a\tb'],
  ['token', '?'],
] as const)('refuses as a %s: %j', (part, value) => {
  expect(plainProblem(part, value)?.message).toBeDefined()
  expect(plainProblem(part, value)?.fix).toBeUndefined()
})

test.each([
  ['password', 'secret\r\n', 'secret'],
  ['token', '?sv=1&sig=x', 'sv=1&sig=x'],
  ['token', 'https://plant.blob.core.windows.net/?sv=1&sig=x', 'sv=1&sig=x'],
] as const)('offers what was meant as a %s: %j', (part, value, meant) => {
  const fix = plainProblem(part, value)?.fix
  expect(fix?.value).toBe(meant)
  expect(plainProblem(part, meant)).toBeUndefined()
})
