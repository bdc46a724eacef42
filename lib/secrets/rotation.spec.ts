import { expect, test } from 'vitest'
import { createRotation } from './rotation'

test('of two values that no endpoint reads only the one that arrived is dropped', () => {
  const rotation = createRotation([
    { targetKey: 'licence.txt', value: 'first' },
    { targetKey: 'seed.txt', value: 'second' },
  ])
  rotation.stored([{ targetKey: 'licence.txt' }])
  expect(rotation.left()).toEqual([{ targetKey: 'seed.txt', value: 'second' }])
  expect(rotation.expected()).toEqual([])
})

test('what arrived is expected in the Secret by its fingerprint, under its own key', () => {
  const rotation = createRotation([
    { targetKey: 'client_cert.pem', value: 'certificate' },
    { targetKey: 'client_key.pem', value: 'key' },
  ])
  rotation.stored([{ targetKey: 'client_key.pem', fingerprint: 'f0' }])
  rotation.stored([{ targetKey: 'client_cert.pem', fingerprint: 'c0' }])
  expect(rotation.left()).toEqual([])
  expect(rotation.expected()).toEqual([
    { targetKey: 'client_key.pem', fingerprint: 'f0' },
    { targetKey: 'client_cert.pem', fingerprint: 'c0' },
  ])
})
