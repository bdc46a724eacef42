import { beforeAll, describe, expect, it } from 'vitest'
import { endpointTypes } from '@/lib/endpoints/types'
import { makeSpecimen, now, type Specimen } from '@/lib/secrets/test-specimens'
import { stagedPair } from './staged-client'
import { isTestable } from './testable'

const context = { now, host: 'broker.example:8883' }

let authority: Specimen
let client: Specimen
let other: Specimen
beforeAll(async () => {
  authority = await makeSpecimen('Plant CA', { authority: true })
  client = await makeSpecimen('press-7', { issuer: authority.issuer, usages: ['client'] })
  other = await makeSpecimen('press-8', { usages: ['client'] })
})

describe('stagedPair', () => {
  const pairOf = (more: object = {}) =>
    stagedPair({ source: 'staged', certificate: client.certificate, key: client.key, ...more }, context)

  it('gives what Apply would store, the intermediates behind the certificate', async () => {
    expect(await pairOf()).toEqual({ cert: `${client.certificate}\n`, key: client.key })
    const wrapped = { certificate: client.certificate.replaceAll('\n', '\r\n'), intermediates: authority.certificate }
    expect(await pairOf(wrapped)).toEqual({ cert: `${client.certificate}\n${authority.certificate}`, key: client.key })
  })

  it.each([
    ['a key of another pair', () => ({ key: other.key }), 'staged-key-mismatch'],
    ['a certificate for a key', () => ({ key: client.certificate }), 'staged-certificate-in-key-slot'],
    ['an authority for a client', () => ({ certificate: authority.certificate }), /^staged-/],
    ['words', () => ({ key: 'the key is in the drawer' }), 'staged-garbage'],
    ['blanks', () => ({ key: ' \n ' }), /^staged-(empty|incomplete)$/],
  ])('refuses %s with its reason, and repeats nothing of it', async (_, more, id) => {
    const answer = await pairOf(more())
    expect(answer).toMatchObject({
      problem: { id: expect.stringMatching(id), cause: expect.stringMatching(/\.$/), steps: [{ field: 'secretName' }] },
    })
    const told = JSON.stringify(answer)
    for (const line of [other.key, client.key].flatMap((pem) => pem.split('\n').slice(1, -2)))
      expect(told).not.toContain(line)
    expect(told).not.toContain('drawer')
  })

  it('is all that a form can hold of what can be tried: no such type has a password', () => {
    const held = endpointTypes
      .filter(isTestable)
      .flatMap(({ fields }) => fields.flatMap(({ control }) => (control.kind === 'secret' ? [control.credential] : [])))
    expect(new Set(held)).toEqual(new Set(['client-certificate']))
  })
})
