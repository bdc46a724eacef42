import { afterEach, expect, test, vi } from 'vitest'
import type { KeyVerification, Verification } from '@/lib/secrets/verification'
import { contentProblem, verifyContent } from './verify-content'

const good = { targetKey: 'client_cert.pem', state: 'good' as const }
const tools = { hold: () => undefined, stopped: () => false, again: false }
const verification = { checkedAt: 0, secret: { name: 's', resourceVersion: '1' } }

test('each kind of wrong content has its sentence, and only what the sync may still bring is waited for', () => {
  expect(contentProblem({ keys: [good], pair: 'matches' })).toBeUndefined()
  expect(contentProblem({ keys: [{ ...good, state: 'differs' }] })).toMatchObject({ behind: true })
  expect(contentProblem({ keys: [{ ...good, state: 'absent' }] })).toMatchObject({ behind: false })
  expect(contentProblem({ keys: [good], pair: 'differs' })?.failure.message).toContain('do not belong together')
  const repair = { kind: 'set-encoding' as const, encoding: 'hex' as const }
  expect(contentProblem({ keys: [{ ...good, state: 'wrongly-encoded', repair }] })?.failure.next).toBe(
    'Let the provider class say how it is encoded.',
  )
})

test('asks the sync to hurry once, and is done when the content is there', async () => {
  let hurried = 0
  const end = await verifyContent({
    verify: async () => ({
      ok: true,
      value: { ...verification, keys: [{ ...good, state: hurried > 0 ? ('good' as const) : ('differs' as const) }] },
    }),
    hurry: async () => {
      hurried += 1
      return { ok: true, value: undefined }
    },
    tools,
  })
  expect(hurried).toBe(1)
  expect(end).toEqual({ ok: true, detail: 'Its key decodes to the PEM that was stored.' })
})

afterEach(() => {
  vi.useRealTimers()
})

const key = { targetKey: 'client_key.pem', state: 'good' as const }

/** What stands in the Secret, and what it takes until the step fails; then it is put right, and the step is retried. */
const failing: {
  what: string
  keys: KeyVerification[]
  pair?: Verification['pair']
  says: string
  withinMs: number
}[] = [
  {
    what: 'half-synced: the certificate without its key',
    keys: [good, { targetKey: 'client_key.pem', state: 'absent', message: 'The Secret has no key “client_key.pem”.' }],
    says: 'client_key.pem: The Secret has no key “client_key.pem”.',
    withinMs: 5_000,
  },
  {
    what: 'half-synced: a certificate renewed without its key',
    keys: [good, key],
    pair: 'differs',
    says: 'The certificate and the key do not belong together, so no broker would accept them.',
    withinMs: 5_000,
  },
  {
    what: 'another value than was stored',
    keys: [good, { ...key, state: 'differs' }],
    says: 'The Secret does not hold yet what the vault holds: client_key.pem.',
    withinMs: 152_000,
  },
  {
    what: 'a certificate where the key belongs',
    keys: [good, { ...key, state: 'unusable', message: 'It holds a certificate, not the private key.' }],
    says: 'client_key.pem: It holds a certificate, not the private key.',
    withinMs: 5_000,
  },
]

test.each(failing)(
  '$what fails with its sentence, and a retry finds it put right',
  async ({ says, withinMs, ...seen }) => {
    vi.useFakeTimers()
    let now: Pick<Verification, 'keys' | 'pair'> = seen
    const verify = async () => ({ ok: true as const, value: { ...verification, ...now } })
    const hurry = async () => ({ ok: true as const, value: undefined })
    const first = verifyContent({ verify, hurry, tools })
    await vi.advanceTimersByTimeAsync(withinMs)
    const end = await first
    expect(end).toMatchObject({ ok: false, cures: [], failure: { message: says, next: expect.stringMatching(/\.$/) } })

    now = { keys: [good, key], pair: 'matches' }
    expect(await verifyContent({ verify, hurry, tools: { ...tools, again: true } })).toEqual({
      ok: true,
      detail: 'All 2 keys decode to the PEM that was stored, and the key belongs to the certificate.',
    })
  },
)

test('a Secret that may not be read ends the step at once', async () => {
  const failure = { code: 'forbidden' as const, message: 'The cluster does not allow it.', next: 'Ask.' }
  expect(await verifyContent({ verify: async () => ({ ok: false, failure }), tools })).toEqual({ ok: false, failure })
})

test('a sync that may not be asked to hurry is waited for, says so, and is the reason when it does not come', async () => {
  vi.useFakeTimers()
  const held: string[] = []
  const hurry = async () => ({
    ok: false as const,
    failure: { code: 'forbidden' as const, message: 'You may not sync here.', next: 'Ask for the role.' },
  })
  const verify = async () => ({
    ok: true as const,
    value: { ...verification, keys: [{ ...good, state: 'differs' as const }] },
  })
  const end = verifyContent({ verify, hurry, tools: { ...tools, hold: (note) => void held.push(note) } })
  await vi.advanceTimersByTimeAsync(152_000)
  expect(new Set(held)).toEqual(
    new Set(['The sync could not be asked to hurry: You may not sync here. Waiting for its next poll.']),
  )
  expect(await end).toMatchObject({
    ok: false,
    failure: {
      code: 'timeout',
      message:
        'The Secret does not hold yet what the vault holds: client_cert.pem. The sync could not be asked for it: You may not sync here.',
      next: 'Ask for the role.',
    },
  })
})
