import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { failed, success } from '@/lib/core/result'
import { handle } from './handle.server'

const schema = z.strictObject({ instance: z.string().max(10), body: z.strictObject({ a: z.number() }).optional() })
const own = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }
const context = { params: Promise.resolve({ instance: 'plant' }) }

const send = (headers: Record<string, string>, init: RequestInit = {}) =>
  new Request('http://127.0.0.1:3000/api/plant', { ...init, headers })

describe('handle', () => {
  it('answers JSON that nobody stores', async () => {
    const response = await handle('endpoints.read', schema, async ({ input }) => success(input))(send(own), context)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({ instance: 'plant' })
  })

  it('answers 421 to a foreign host: local-mode-loopback-only', async () => {
    const work = vi.fn()
    const response = await handle('endpoints.read', schema, work)(send({ host: 'evil.example' }), context)
    expect(response.status).toBe(421)
    expect(work).not.toHaveBeenCalled()
  })

  it('refuses a read from the page of another site', async () => {
    const response = await handle(
      'endpoints.read',
      schema,
      vi.fn(),
    )(send({ ...own, 'sec-fetch-site': 'cross-site' }), context)
    expect(response.status).toBe(403)
  })

  it('refuses a write without origin: csrf-cross-origin', async () => {
    const request = send({ host: own.host, 'content-type': 'text/plain' }, { method: 'POST', body: '{"a":1}' })
    const response = await handle('endpoints.update', schema, vi.fn())(request, context)
    expect(response.status).toBe(403)
  })

  it('reads the body of a write, up to the limit', async () => {
    const handler = handle('endpoints.update', schema, async ({ input }) => success(input.body))
    const good = await handler(send(own, { method: 'POST', body: '{"a":1}' }), context)
    expect(await good.json()).toEqual({ a: 1 })
    const large = await handler(send(own, { method: 'POST', body: `{"a":"${'x'.repeat(300_000)}"}` }), context)
    expect(large.status).toBe(413)
  })

  it('gives each failure its status, and an operation to look for', async () => {
    const handler = handle('endpoints.read', schema, async () => failed({ code: 'not-found', message: 'Gone.' }))
    const response = await handler(send(own), context)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      failure: { code: 'not-found', message: 'Gone.', operationId: expect.any(String) },
    })
  })

  it('answers 400 to parameters that do not fit', async () => {
    const response = await handle(
      'endpoints.read',
      schema,
      vi.fn(),
    )(send(own), {
      params: Promise.resolve({ instance: 'x'.repeat(11) }),
    })
    expect(response.status).toBe(400)
  })

  it('passes a response of the work through, such as a stream', async () => {
    const stream = new Response('data: 1\n\n', { headers: { 'content-type': 'text/event-stream' } })
    expect(await handle('instance.watch', schema, async () => stream)(send(own), context)).toBe(stream)
  })

  it('keeps the message of an unexpected error to itself', async () => {
    const handler = handle('endpoints.read', schema, async () => {
      throw new Error('canary-secret')
    })
    const response = await handler(send(own), context)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('canary-secret')
  })
})
