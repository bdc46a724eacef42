import { describe, expect, it } from 'vitest'
import { readJson } from './body'

const request = (body: BodyInit | ReadableStream<Uint8Array>) =>
  new Request('http://127.0.0.1/', { method: 'POST', body, duplex: 'half' } as RequestInit)

describe('readJson: oversize', () => {
  it('reads JSON up to the limit', async () => {
    expect(await readJson(request('{"a":1}'), 7)).toEqual({ ok: true, value: { a: 1 } })
  })

  it('stops reading an endless body at the limit', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024
        controller.enqueue(new Uint8Array(1024))
      },
    })
    expect(await readJson(request(endless), 10 * 1024)).toMatchObject({ ok: false, failure: { code: 'too-large' } })
    expect(sent).toBeLessThan(20 * 1024)
  })

  it.each(['', '{', 'nonsense'])('refuses %j', async (text) => {
    expect(await readJson(request(text))).toMatchObject({ ok: false, failure: { code: 'invalid' } })
  })

  it('refuses bytes that are not UTF-8', async () => {
    expect(await readJson(request(new Uint8Array([0x22, 0xff, 0x22])))).toMatchObject({ ok: false })
  })
})
