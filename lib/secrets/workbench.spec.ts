import { createPrivateKey } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { emptySlots, type SlotTexts } from './slots'
import { makeSpecimen, now, oldForm, type Specimen, type SpecimenOptions } from './test-specimens'
import { examine } from './workbench'

const day = 86_400_000
let root: Specimen
let lower: Specimen
let upper: Specimen
let client: Specimen
let stranger: Specimen

beforeAll(async () => {
  root = await makeSpecimen('Plant Root CA', { authority: true })
  upper = await makeSpecimen('Plant Policy CA', { authority: true, issuer: root.issuer })
  lower = await makeSpecimen('Plant Issuing CA', { authority: true, issuer: upper.issuer })
  client = await makeSpecimen('press-7', { issuer: lower.issuer, usages: ['client'] })
  stranger = await makeSpecimen('other-client')
})

const look = (texts: Partial<SlotTexts>, host?: string) => examine({ ...emptySlots, ...texts }, { now, host })

const ids = async (texts: Partial<SlotTexts>, host?: string) =>
  (await look(texts, host)).findings.map(({ id, slot, level }) => `${level} ${slot} ${id}`)

/** Presses the offered button and looks again. */
const fixed = async (texts: Partial<SlotTexts>) => {
  const fix = (await look(texts)).findings.find((finding) => finding.fix)?.fix
  if (!fix) throw new Error('no fix was offered')
  return { label: fix.label, slots: fix.slots, verdict: (await look(fix.slots)).verdict.state }
}

const leaf = (options: SpecimenOptions) => makeSpecimen('press-7', options)
const both = ({ certificate, key }: Specimen) => ({ certificate, key })

describe('a pair that fits', () => {
  it('is ready, with the certificate’s end proposed and the chain drawn', async () => {
    const intermediates = lower.certificate + upper.certificate
    const result = await look({ ...both(client), intermediates })
    expect(result.findings).toEqual([])
    expect(result).toMatchObject({
      pair: 'matches',
      key: { keyType: 'EC P-256' },
      leaf: { name: 'press-7', issuerName: 'Plant Issuing CA' },
    })
    expect(result.verdict).toEqual({
      state: 'ready',
      values: { ...both(client), intermediates },
      warnings: 0,
      expiresOn: now + 365 * day,
      activatesOn: undefined,
    })
    expect(
      result.chain.map((link) =>
        link.role === 'absent' ? `absent ${link.name}` : `${link.role} ${link.certificate.name}`,
      ),
    ).toEqual([
      'client press-7',
      'intermediate Plant Issuing CA',
      'intermediate Plant Policy CA',
      'absent Plant Root CA',
    ])
  })

  it.each(['RSA', 'EC', 'Ed25519'] as const)('compares %s keys in every form', async (algorithm) => {
    const made = await leaf({ algorithm })
    const forms = [made.key]
    if (algorithm === 'RSA') forms.push(oldForm(made, 'RSA PRIVATE KEY'))
    if (algorithm === 'EC') forms.push(createPrivateKey(made.key).export({ type: 'sec1', format: 'pem' }).toString())
    for (const key of forms)
      expect(await look({ certificate: made.certificate, key })).toMatchObject({
        pair: 'matches',
        verdict: { state: 'ready' },
      })
    expect(await look({ certificate: made.certificate, key: stranger.key })).toMatchObject({
      pair: 'differs',
      verdict: { state: 'refused' },
    })
  })

  it('is empty or incomplete before that', async () => {
    expect((await look({})).verdict).toEqual({ state: 'empty' })
    expect((await look({ certificate: client.certificate })).verdict).toEqual({ state: 'incomplete', missing: ['key'] })
    expect((await look({ key: client.key })).verdict).toEqual({ state: 'incomplete', missing: ['certificate'] })
  })

  it('says what it put right, and stores the repaired bytes', async () => {
    const { findings, verdict } = await look({
      certificate: client.certificate.replaceAll('\n', '\r\n'),
      key: client.key.replaceAll('\n', '\\n'),
    })
    expect(findings.map(({ id, level }) => `${level} ${id}`)).toEqual(['note crlf', 'note escaped-newlines'])
    expect(verdict).toMatchObject({ state: 'ready', values: both(client) })
  })
})

describe('pem-mixups: the wrong slot', () => {
  it('swaps certificate and key', async () => {
    const texts = { certificate: client.key, key: client.certificate }
    expect(await ids(texts)).toEqual(['refusal certificate key-in-certificate-slot'])
    expect(await fixed(texts)).toMatchObject({ label: 'Swap the two', verdict: 'ready' })
  })

  it('moves a key or a certificate to its empty slot', async () => {
    expect(await fixed({ certificate: client.key })).toMatchObject({ slots: { certificate: '', key: client.key } })
    expect(await fixed({ key: client.certificate })).toMatchObject({
      slots: { certificate: client.certificate, key: '' },
    })
    expect(await fixed({ intermediates: client.key })).toMatchObject({ slots: { intermediates: '', key: client.key } })
    expect(await fixed({ key: client.key, intermediates: lower.certificate + client.certificate })).toMatchObject({
      slots: { ...both(client), intermediates: lower.certificate },
      verdict: 'ready',
    })
  })

  it('takes certificate and key apart, whichever slot holds them', async () => {
    for (const texts of [{ certificate: client.key + client.certificate }, { key: client.certificate + client.key }]) {
      expect(await ids(texts)).toContainEqual(expect.stringContaining('both-in-one'))
      expect(await fixed(texts)).toMatchObject({ slots: both(client), verdict: 'ready' })
    }
  })

  it('sends an authority to the intermediates, and swaps when the client is there', async () => {
    expect(await ids({ certificate: lower.certificate })).toEqual(['refusal certificate authority-in-certificate-slot'])
    expect(await fixed({ certificate: lower.certificate })).toMatchObject({
      slots: { certificate: '', intermediates: lower.certificate },
    })
    expect(
      await fixed({ certificate: lower.certificate, key: client.key, intermediates: client.certificate }),
    ).toMatchObject({
      slots: { ...both(client), intermediates: lower.certificate },
      verdict: 'ready',
    })
  })

  it('takes a self-made client certificate that is marked as authority, with a warning', async () => {
    const made = await leaf({ authority: true })
    expect(await ids(both(made))).toEqual(['warning certificate authority-as-client'])
  })

  it('refuses two keys and two client certificates', async () => {
    expect(await ids({ key: client.key + stranger.key })).toEqual(['refusal key several-keys'])
    const two = { certificate: stranger.certificate + client.certificate, key: client.key }
    expect(await ids(two)).toEqual(['refusal certificate several-clients'])
    expect(await fixed(two)).toMatchObject({ label: 'Keep only “press-7”', verdict: 'ready' })
  })
})

describe('pem-mixups: what does not belong together', () => {
  it('mismatched pair', async () => {
    const { findings } = await look({ certificate: client.certificate, key: stranger.key })
    expect(findings).toMatchObject([
      {
        id: 'key-mismatch',
        slot: 'key',
        message: 'The private key does not belong to the certificate “press-7”: their public halves differ.',
      },
    ])
    const other = await look({ certificate: client.certificate, key: (await leaf({ algorithm: 'RSA' })).key })
    expect(other.findings[0]?.message).toContain('it is an RSA 2048 key, the certificate is for an EC P-256 key')
  })

  it('chain order', async () => {
    const texts = { ...both(client), intermediates: upper.certificate + lower.certificate }
    expect(await ids(texts)).toEqual(['refusal intermediates chain-order'])
    expect(await fixed(texts)).toMatchObject({
      slots: { intermediates: lower.certificate + upper.certificate },
      verdict: 'ready',
    })
    const first = { certificate: lower.certificate + client.certificate, key: client.key }
    expect(await ids(first)).toEqual(['refusal certificate chain-order'])
    expect(await fixed(first)).toMatchObject({
      slots: { certificate: client.certificate + lower.certificate },
      verdict: 'ready',
    })
  })

  it('a missing link is named', async () => {
    const { findings } = await look({ ...both(client), intermediates: upper.certificate })
    expect(findings).toMatchObject([{ id: 'missing-link', next: 'Add the certificate of “Plant Issuing CA”.' }])
  })

  it('a stranger beside complete intermediates is named, not a gap up to the root', async () => {
    const foreign = await makeSpecimen('Foreign CA', { authority: true })
    for (const [name, odd, next] of [
      ['Foreign CA', foreign, 'If it stands above “Plant Root CA”, add the certificate of “Plant Root CA” as well.'],
      ['other-client', stranger, undefined],
    ] as const) {
      const texts = { ...both(client), intermediates: lower.certificate + odd.certificate + upper.certificate }
      const { findings } = await look(texts)
      expect(findings).toMatchObject([
        {
          id: 'unrelated-certificate',
          level: 'refusal',
          message: `“${name}” is not part of the client certificate’s chain.`,
          next,
        },
      ])
      expect(await fixed(texts)).toEqual({
        label: `Leave out “${name}”`,
        slots: { ...both(client), intermediates: lower.certificate + upper.certificate },
        verdict: 'ready',
      })
    }
  })

  it('an authority beyond a gap and a stranger are told apart, and each can be left out alone', async () => {
    const texts = { ...both(client), intermediates: upper.certificate + stranger.certificate }
    const { findings } = await look(texts)
    expect(findings.map(({ id, fix }) => [id, fix?.slots.intermediates])).toEqual([
      ['missing-link', stranger.certificate],
      ['unrelated-certificate', upper.certificate],
    ])
  })

  it('an authority of the same name that did not sign is no link', async () => {
    const namesake = await makeSpecimen('Plant Issuing CA', { authority: true })
    expect(await ids({ ...both(client), intermediates: namesake.certificate })).toContain(
      'refusal intermediates missing-link',
    )
  })

  it('an unrelated certificate and the root can be left out', async () => {
    const whole = lower.certificate + upper.certificate + root.certificate
    expect(await ids({ ...both(client), intermediates: whole })).toEqual(['note intermediates root-included'])
    const unrelated = { ...both(client), intermediates: whole + stranger.certificate }
    expect(await ids(unrelated)).toContain('refusal intermediates unrelated-certificate')
    expect(await fixed(unrelated)).toMatchObject({ verdict: 'ready' })
  })

  it('intermediates behind the client certificate are fine', async () => {
    const texts = { certificate: client.certificate + lower.certificate, key: client.key }
    expect(await ids(texts)).toEqual(['note certificate intermediates-with-client'])
    expect(await fixed(texts)).toMatchObject({ slots: { ...both(client), intermediates: lower.certificate } })
  })

  it('the same certificate twice', async () => {
    expect(await ids({ ...both(client), intermediates: lower.certificate + lower.certificate })).toContain(
      'warning intermediates repeated-certificate',
    )
  })

  it('a certificate that is damaged inside', async () => {
    const der = client.der.slice()
    // The tag of the validity's first time: the outline stays right.
    const at = client.der.findIndex((byte, index) => byte === 0x17 && client.der[index + 1] === 0x0d)
    der[at] = 0x1f
    const { toPem } = await import('./pem')
    expect(await ids({ certificate: toPem('CERTIFICATE', der) })).toEqual(['refusal certificate damaged-certificate'])
  })
})

describe('dates, strength and purpose', () => {
  it.each([
    ['expired', { notAfter: now - day }, 'refusal certificate expired', 'refused'],
    ['not yet valid', { notBefore: now + day }, 'warning certificate not-yet-valid', 'ready'],
    ['expires soon', { notAfter: now + 6 * day }, 'warning certificate expires-soon', 'ready'],
    ['a short key', { algorithm: 'RSA', bits: 1024 }, 'warning certificate weak-key', 'ready'],
    ['for servers only', { usages: ['server'] }, 'warning certificate not-for-clients', 'ready'],
  ] satisfies [string, SpecimenOptions, string, string][])('%s', async (_, options, finding, state) => {
    const made = await leaf(options)
    expect(await ids(both(made))).toEqual([finding])
    expect((await look(both(made))).verdict.state).toBe(state)
  })

  it('proposes the activation date of a certificate that begins later', async () => {
    expect((await look(both(await leaf({ notBefore: now + day })))).verdict).toMatchObject({ activatesOn: now + day })
  })

  it('knows the broker’s own certificate by the endpoint’s host', async () => {
    const made = await leaf({ usages: ['server'], alternativeNames: ['*.plant.example'] })
    expect(await ids(both(made), 'broker.plant.example:8883')).toEqual(['refusal certificate brokers-own'])
    expect(await ids(both(made), 'elsewhere.example:8883')).toEqual(['warning certificate not-for-clients'])
  })
})
