import { expect, test } from 'vitest'
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
