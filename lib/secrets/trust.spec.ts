import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeSpecimen, now, type Specimen } from './test-specimens'
import { examineTrust } from './trust'

let root: Specimen
let server: Specimen
beforeAll(async () => {
  root = await makeSpecimen('Plant Root CA', { authority: true })
  server = await makeSpecimen('broker', { issuer: root.issuer })
})

const look = async (text: string) => {
  const { verdict, certificates, findings } = await examineTrust(text, now)
  return {
    verdict,
    names: certificates.map(({ name }) => name),
    ids: findings.map(({ id, level }) => `${level} ${id}`),
  }
}

describe('examineTrust', () => {
  it('lists the certificates of a bundle', async () => {
    expect(await look('')).toMatchObject({ verdict: { state: 'empty' } })
    expect(await look(root.certificate.replaceAll('\n', '\r\n'))).toEqual({
      verdict: { state: 'ready', pem: root.certificate },
      names: ['Plant Root CA'],
      ids: ['note crlf'],
    })
  })

  it('refuses a private key, encrypted ones too, whatever else is there', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const encrypted = privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString()
    for (const key of [root.key, encrypted]) {
      const result = await look(root.certificate + key)
      expect(result.verdict).toEqual({ state: 'refused' })
      expect(result.ids).toContain('refusal private-key')
    }
  })

  it('refuses what holds no certificate', async () => {
    expect((await look('hello')).ids).toEqual(['refusal garbage'])
  })

  it('warns of a broker’s own certificate and of one that has ended', async () => {
    expect((await look(server.certificate)).ids).toEqual(['warning no-authority'])
    const ended = await makeSpecimen('Old Root', { authority: true, notBefore: now - 10_000, notAfter: now - 1 })
    expect(await look(ended.certificate)).toMatchObject({ verdict: { state: 'ready' }, ids: ['warning expired'] })
  })
})
