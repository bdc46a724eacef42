import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { Plant } from './plant.ts'
import { certificateSlot, finished, freshPair, giveValue, keySlot, openX509, Run, secretData } from './secrets.ts'

test.afterEach(({ plant }) => plant.vault.faults([]))

/** Parts of a private key that nothing but the key itself can contain: of its PEM, and of that once more as base64. */
const marks = (key: string): string[] => {
  const [, , line = ''] = key.split('\n')
  return [line, Buffer.from(key).toString('base64').slice(80, 140), Buffer.from(key).toString('hex').slice(80, 140)]
}

/** Everything that a page is answered and says, except what it sends itself. */
function everythingHeard(page: Page): { text: () => Promise<string> } {
  const heard: Promise<string>[] = []
  page.on('response', (response) => {
    const streamed = response.headers()['content-type']?.startsWith('text/event-stream')
    // A stream has no end to wait for; it is read apart from the page.
    if (streamed) return
    heard.push(response.text().catch(() => ''))
    heard.push(
      response.allHeaders().then(
        (headers) => JSON.stringify(headers),
        () => '',
      ),
    )
  })
  page.on('console', (message) => heard.push(Promise.resolve(message.text())))
  page.on('framenavigated', (frame) => heard.push(Promise.resolve(frame.url())))
  return { text: async () => (await Promise.all(heard)).join('\n') }
}

/** The live stream as another viewer gets it, until it is stopped. */
function listen(plant: Plant): { stop: () => Promise<string> } {
  const aborted = new AbortController()
  let frames = ''
  const read = async () => {
    const response = await fetch(`${plant.url}/api/${plant.instance}/live`, { signal: aborted.signal })
    const decoder = new TextDecoder()
    if (!response.body) return
    for await (const chunk of response.body) frames += decoder.decode(chunk as Uint8Array, { stream: true })
  }
  const reading = read().catch(() => undefined)
  return {
    stop: async () => {
      aborted.abort()
      await reading
      return frames
    },
  }
}

const stored = (page: Page) =>
  page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      document.documentElement.outerHTML,
      (await indexedDB.databases()).map(({ name }) => name),
      await caches.keys(),
    ]),
  )

test('canary-secret: a private key turns up nowhere but in vault and Secret', async ({ page, plant, named }) => {
  const name = named('canary')
  const [first, second] = await Promise.all([freshPair(plant), freshPair(plant)])
  const heard = everythingHeard(page)
  const stream = listen(plant)
  await page.goto(`/${plant.instance}/endpoints`)

  // Made with one failure on the way, so that failures are heard too.
  const form = await openX509(page, name)
  await giveValue(form, certificateSlot, first.cert)
  await giveValue(form, keySlot, first.key)
  await plant.vault.faults([{ match: { verb: 'set', namePrefix: `${name}-tls-key` }, fault: { answer: 403 } }])
  await form.button('Apply').click()
  const run = new Run(page)
  await run.failsAt('Store in Key Vault')
  const during = await stored(page)
  await plant.vault.faults([])
  await run.retry.click()
  await finished(plant, form, name)

  // Shown, and rotated.
  await page.goto(`/${plant.instance}/secrets`)
  await page.getByRole('button', { name: `Rotate ${name}-tls` }).click()
  const dialog = page.getByRole('dialog', { name: /^Rotate/ })
  await dialog.getByRole('textbox', { name: /X509 client certificate/ }).fill(second.cert)
  await dialog.getByRole('textbox', { name: /X509 client key/ }).fill(second.key)
  await dialog.getByRole('button', { name: 'Rotate' }).click()
  const rotation = new Run(page, /^Rotating/)
  await expect(rotation.step('Content verified')).toContainText('Done', { timeout: 30_000 })
  await rotation.root.getByRole('button', { name: 'Close' }).click()
  await page.goto(`/${plant.instance}/endpoints/${name}`)
  await expect(page.getByRole('heading', { name })).toBeVisible()

  const places = {
    'answers and console': await heard.text(),
    'storage and page while it ran': during,
    'storage and page afterwards': await stored(page),
    'live stream': await stream.stop(),
    'server log': plant.log(),
  }
  // The marks are where they belong, so that looking for them means something.
  const held = await secretData(plant, `${name}-tls`)
  expect(
    marks(second.key)
      .slice(0, 1)
      .every((mark) => held?.['client_key.pem']?.includes(mark)),
  ).toBe(true)
  expect(places['live stream']).toContain(`${name}-tls`)
  expect(places['server log']).toContain('secrets.store')
  for (const [place, text] of Object.entries(places)) {
    const found = [...marks(first.key), ...marks(second.key)].filter((mark) => text.includes(mark))
    expect(found.length, `private keys in ${place}`).toBe(0)
  }
})
