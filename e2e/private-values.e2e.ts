import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { Heard } from './heard.ts'
import { PrivateValues } from './private-values.ts'

// Who watches the guard: each way that a private value could get out is gone once, and has to be noticed.

const makeKey = (type: 'pkcs8' | 'sec1' = 'pkcs8'): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type, format: 'pem' }).toString()

const forms: [string, (key: string) => string][] = [
  ['as it is', (key) => key],
  ['inside JSON', (key) => JSON.stringify({ key })],
  ['in one line', (key) => key.replaceAll('\n', ' ')],
  ['percent-encoded', (key) => encodeURIComponent(key)],
  ['as form data', (key) => new URLSearchParams({ key }).toString()],
  ['base64, as a Secret holds it', (key) => Buffer.from(key).toString('base64')],
  ['base64 of something around it', (key) => Buffer.from(`{"value":"${key}"}`).toString('base64')],
  ['base64url', (key) => Buffer.from(key).toString('base64url')],
  ['hexadecimal', (key) => Buffer.from(key).toString('hex')],
  ['capital hexadecimal', (key) => Buffer.from(key).toString('hex').toUpperCase()],
  ['a printed Buffer', (key) => JSON.stringify(Buffer.from(key))],
  ['its private line alone', (key) => key.split('\n')[key.includes('EC PRIVATE') ? 1 : 2] ?? ''],
]

for (const [form, write] of forms) {
  test(`canary-secret: a key is found again ${form}`, () => {
    const values = new PrivateValues()
    const [key, old, password] = [makeKey(), makeKey('sec1'), 'a pass/phrase with + and =']
    expect([key, old, password].map((value) => values.add('it', value))).toEqual([true, true, true])
    const text = `before ${write(key)} behind`
    expect(values.find(text)).not.toEqual([])
    expect(values.find(`before ${write(old)} behind`)).not.toEqual([])
    expect(values.find(write(makeKey()))).toEqual([])
  })
}

test('canary-secret: what is public of a pair is not looked for', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const values = new PrivateValues()
  const open = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  expect(values.add('public', open)).toBe(false)
  values.add('private', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  expect(values.size).toBe(1)
  for (const shift of ['', '-', '--']) {
    const bytes = publicKey.export({ type: 'spki', format: 'der' }).toString('latin1')
    expect(values.find(Buffer.from(shift + bytes, 'latin1').toString('base64'))).toEqual([])
  }
})

/** `place`: how it has to be named. Each runs in the page, so each is complete in itself. */
const leaks: { what: string; place: RegExp; leak: (key: string) => unknown }[] = [
  {
    what: 'an answer that repeats it',
    place: /answer of \/echo/,
    leak: (body) =>
      fetch('/echo', { method: 'POST', headers: { 'next-action': '1' }, body }).then((said) => said.text()),
  },
  {
    what: 'a header',
    place: /headers of \/header/,
    leak: (body) => fetch('/header', { method: 'POST', headers: { 'next-action': '1' }, body }),
  },
  { what: 'an address', place: /address/, leak: (key) => fetch(`/quiet?${encodeURIComponent(key)}`) },
  {
    what: 'a request that is no action',
    place: /request to \/quiet/,
    leak: (body) => fetch('/quiet', { method: 'POST', body }),
  },
  {
    what: 'a test at another door',
    place: /request to \/api\/plant\/connection-tests\/again/,
    leak: (body) => fetch('/api/plant/connection-tests/again', { method: 'POST', body }),
  },
  {
    what: 'the live stream',
    place: /live stream/,
    leak: async (body) => {
      await fetch('/keep', { method: 'POST', headers: { 'next-action': '1' }, body })
      const source = new EventSource('/stream')
      await new Promise((resolve) => (source.onmessage = resolve))
      source.close()
    },
  },
  { what: 'the console', place: /console/, leak: (key) => console.debug(key) },
  { what: 'local storage', place: /cookies and storage/, leak: (key) => localStorage.setItem('draft', key) },
  { what: 'a cookie', place: /cookies and storage/, leak: (key) => void (document.cookie = `draft=${btoa(key)}`) },
  {
    what: 'IndexedDB',
    place: /cookies and storage/,
    leak: (key) =>
      new Promise((resolve) => {
        const opening = indexedDB.open('drafts')
        opening.onupgradeneeded = () => opening.result.createObjectStore('drafts').put({ key }, 1)
        opening.onsuccess = resolve
      }),
  },
  { what: 'session storage', place: /page and its storage/, leak: (key) => sessionStorage.setItem('draft', key) },
  { what: 'an attribute', place: /page and its storage/, leak: (key) => void (document.body.dataset.draft = key) },
  {
    what: 'a text field',
    place: /page and its storage/,
    leak: (key) => void (document.body.appendChild(document.createElement('input')).value = key.replaceAll('\n', '')),
  },
  { what: 'the history', place: /page and its storage/, leak: (key) => history.replaceState({ key }, '') },
]

for (const { what, place, leak } of leaks) {
  test(`canary-secret: a key in ${what} is noticed`, async ({ browser }) => {
    const key = makeKey()
    expect(await overhear(browser, (page) => page.evaluate(leak, key), key)).toContainEqual(
      expect.stringMatching(new RegExp(`^the key .* in ${place.source}`)),
    )
  })
}

test('canary-secret: a key that is typed and sent to be stored is where it belongs', async ({ browser }) => {
  const key = makeKey()
  const typeAndSend = async (page: Page) => {
    await page.getByRole('textbox').fill(key)
    await page.evaluate((body) => fetch('/keep', { method: 'POST', headers: { 'next-action': '1' }, body }), key)
  }
  expect(await overhear(browser, typeAndSend, key)).toEqual([])
})

test('canary-secret: a key that is sent to be tried before it is stored is where it belongs', async ({ browser }) => {
  const key = makeKey()
  const tryIt = (page: Page) =>
    page.evaluate(async (body) => {
      await fetch('/api/plant/connection-tests', { method: 'POST', body })
      await fetch('/api/plant/connection-tests/elsewhere', { method: 'POST', body })
    }, key)
  expect(await overhear(browser, tryIt, key)).toEqual([])
})

/** What is found of a key after this was done in a page of a server that keeps no secret. */
async function overhear(browser: Browser, work: (page: Page) => Promise<unknown>, key: string): Promise<string[]> {
  const server = createServer(leaky())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const context = await browser.newContext()
  const heard = new Heard()
  heard.listen(context)
  const page = await context.newPage()
  await heard.ready()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await work(page)
  await heard.look()
  const values = new PrivateValues()
  values.add('the key', key)
  const found = await heard.find(values)
  await context.close()
  await new Promise((resolve) => server.close(resolve))
  return found
}

function leaky(): RequestListener {
  let kept = ''
  return (request, response) => {
    const path = request.url ?? '/'
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      if (path === '/') response.setHeader('content-type', 'text/html').end('<textarea></textarea>')
      else if (path === '/echo') response.end(body)
      else if (path === '/header') response.setHeader('x-value', encodeURIComponent(body)).end()
      else if (path === '/stream')
        response.setHeader('content-type', 'text/event-stream').end(`data: ${JSON.stringify(kept)}\n\n`)
      else {
        kept = body
        response.end()
      }
    })
  }
}
