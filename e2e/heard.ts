import type { BrowserContext, Page, Request, Response } from '@playwright/test'
import type { PrivateValues } from './private-values.ts'

/** Built before any test ran, so once a worker is often enough. */
const staticFiles = new Set<string>()

/**
 * Everything that the portal says to a browser session and that stays in it, kept until it is searched: answers with
 * their headers, frames of the live stream, addresses, the console, storage and what is drawn.
 */
export class Heard {
  private readonly said: { place: string; text: string }[] = []
  private readonly pending: Promise<unknown>[] = []
  private readonly contexts = new Set<BrowserContext>()

  listen(context: BrowserContext): void {
    this.contexts.add(context)
    context.on('close', () => this.contexts.delete(context))
    context.on('request', (request) => this.hearRequest(request))
    context.on('response', (response) => this.wait(this.hearResponse(response)))
    context.on('console', (message) => this.hear('console', message.text()))
    context.on('weberror', (error) => this.hear('page error', String(error.error().stack)))
    context.on('page', (page) => this.wait(this.hearStream(page)))
  }

  /** Resolves when every page that has been opened is listened to. */
  async ready(): Promise<void> {
    await Promise.all(this.pending)
  }

  /** A page that closes meanwhile has nothing more to say. */
  private wait(hearing: Promise<void>): void {
    this.pending.push(hearing.catch(() => undefined))
  }

  /** Keeps something that was heard elsewhere. */
  hear(place: string, text: string): void {
    this.said.push({ place, text })
  }

  private hearRequest(request: Request): void {
    this.hear('address', request.url())
    // The requests that a value may go out with: the server action that stores it, and the tests that try it before.
    const tries = /^\/api\/[^/]+\/connection-tests(\/elsewhere)?$/.test(pathOf(request.url()))
    const carries = request.method() === 'POST' && (request.headers()['next-action'] !== undefined || tries)
    if (!carries && request.postData()) this.hear(`request to ${pathOf(request.url())}`, request.postData() ?? '')
  }

  private async hearResponse(response: Response): Promise<void> {
    const path = pathOf(response.url())
    if (path.startsWith('/_next/static/')) {
      if (staticFiles.has(path)) return
      staticFiles.add(path)
    }
    // What was cut off has not been said.
    const quiet = () => undefined
    const streamed = response.headers()['content-type']?.startsWith('text/event-stream')
    const [headers, body] = await Promise.all([
      response.allHeaders().catch(quiet),
      streamed ? undefined : response.text().catch(quiet),
    ])
    this.hear(`headers of ${path}`, JSON.stringify(headers ?? {}))
    this.hear(`answer of ${path}`, body ?? '')
  }

  /** A stream's answer has no end, so its frames are taken as the browser gets them. */
  private async hearStream(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page)
    session.on('Network.eventSourceMessageReceived', ({ data }) => this.hear('live stream', data))
    await session.send('Network.enable')
  }

  /** Looks at what stands in the pages and in the browser's storage now. */
  async look(): Promise<void> {
    for (const context of this.contexts) {
      // The pages first: asking for a cookie waits until one that has just been set is there.
      for (const page of context.pages()) this.hear('page and its storage', await page.evaluate(standing))
      this.hear('cookies and storage', JSON.stringify(await context.storageState({ indexedDB: true })))
    }
  }

  /** The places in which a text was heard. */
  async placesOf(text: string): Promise<string[]> {
    await Promise.all(this.pending)
    return [...new Set(this.said.flatMap((one) => (one.text.includes(text) ? [one.place] : [])))]
  }

  /** Each place with what was found in it, in words that do not repeat it. */
  async find(values: PrivateValues): Promise<string[]> {
    await Promise.all(this.pending)
    return [
      ...new Set(this.said.flatMap(({ place, text }) => values.find(text).map((found) => `${found} in ${place}`))),
    ]
  }
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url.slice(0, 40))

/** What a page shows and keeps. Only a text area may hold what the operator has just typed into it. */
function standing(): Promise<string> {
  const root = document.documentElement.cloneNode(true) as HTMLElement
  for (const area of root.querySelectorAll('textarea')) area.textContent = ''
  const cached = async () => {
    const found: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        found.push(request.url, (await (await cache.match(request))?.text()) ?? '')
      }
    }
    return found
  }
  const fields = [...document.querySelectorAll('input')].map(({ value }) => value)
  return cached().then((caches) =>
    JSON.stringify([
      root.outerHTML,
      fields,
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      window.name,
      caches,
    ]),
  )
}
