import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { log } from '@/lib/core/log.server'
import { failed, success } from '@/lib/core/result'
import { answer } from './answer.server'

const sent = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => sent.headers }))

const schema = z.strictObject({ instance: z.string(), name: z.string().max(20) })
const input = { instance: 'plant', name: 'partner-hq' }

describe('answer', () => {
  const lines: { level: string; facts: unknown }[] = []

  beforeEach(() => {
    sent.headers = new Headers({
      host: '127.0.0.1:3000',
      origin: 'http://127.0.0.1:3000',
      'sec-fetch-site': 'same-origin',
    })
    lines.length = 0
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(log(), level).mockImplementation((facts: unknown) => void lines.push({ level, facts }))
    }
  })

  afterEach(() => vi.restoreAllMocks())

  it('writes down what it sets out to do, does it, and leaves one audit line', async () => {
    const result = await answer('endpoints.update', schema, input, async ({ input: { name }, note }) => {
      note({ changed: ['host'] })
      return success(name)
    })
    expect(result).toEqual({ ok: true, value: 'partner-hq' })
    const operationId = expect.stringMatching(/^[a-z2-9]{12}$/) as string
    const intent = { operationId, who: 'local', action: 'endpoints.update', instance: 'plant', object: 'partner-hq' }
    expect(lines).toEqual([
      { level: 'info', facts: { intent } },
      {
        level: 'info',
        facts: {
          audit: {
            ...intent,
            changed: ['host'],
            result: 'done',
          },
        },
      },
    ])
  })

  it.each([
    ['no origin', { origin: '' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a foreign host', { host: 'evil.example', origin: 'http://evil.example' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
    // csrf-forwarded-host: what a proxy claims is not asked.
    [
      'a forwarded host',
      { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
    ],
  ])('refuses %s before any work: csrf-cross-origin', async (_, changes) => {
    for (const [name, value] of Object.entries(changes)) {
      if (value) sent.headers.set(name, value)
      else sent.headers.delete(name)
    }
    const work = vi.fn()
    expect(await answer('endpoints.delete', schema, input, work)).toMatchObject({
      ok: false,
      failure: { code: 'foreign-origin', operationId: expect.any(String) },
    })
    expect(work).not.toHaveBeenCalled()
  })

  it.each([
    ['an unknown field', { ...input, status: {} }, ''],
    ['a wrong type', { ...input, name: 7 }, 'name'],
    ['a polluting key', JSON.parse('{"instance":"plant","name":"a","__proto__":{"x":1}}') as unknown, ''],
    ['nothing', undefined, ''],
  ])('refuses %s: strict-body', async (_, bad, path) => {
    const work = vi.fn()
    expect(await answer('endpoints.create', schema, bad, work)).toMatchObject({
      ok: false,
      failure: { code: 'invalid', issues: [{ path }] },
    })
    expect(work).not.toHaveBeenCalled()
    expect({}).not.toHaveProperty('x')
  })

  it('hands on an expected failure with the operation that its audit line names', async () => {
    const result = await answer('endpoints.create', schema, input, async () =>
      failed({ code: 'exists', message: 'There is one already.' }),
    )
    const operationId = result.ok || !('operationId' in result.failure) ? undefined : result.failure.operationId
    expect(operationId).toBeTypeOf('string')
    expect(result).toEqual({ ok: false, failure: { code: 'exists', message: 'There is one already.', operationId } })
    expect(lines).toMatchObject([
      { facts: { intent: { operationId } } },
      { level: 'warn', facts: { audit: { operationId, result: 'exists' } } },
    ])
  })

  it('answers `internal` to what nobody expected and keeps the message to itself', async () => {
    const result = await answer('endpoints.create', schema, input, async () => {
      throw new Error('canary-secret in a body')
    })
    expect(result).toMatchObject({ ok: false, failure: { code: 'internal', operationId: expect.any(String) } })
    expect(JSON.stringify([result, lines])).not.toContain('canary-secret')
    expect(lines.map(({ level }) => level)).toEqual(['info', 'error', 'warn'])
  })
})
