import { Agent, request } from 'node:http'
import type { Page } from '@playwright/test'

/** A server action as the browser posted it, to be posted again with other arguments. */
export type CapturedAction = {
  /** The one argument of the action, as it was sent. */
  input: Record<string, unknown>
  post: (input: Record<string, unknown>) => Promise<string>
}

/** Catches the next action that the page posts. Its connection is kept, as a browser keeps it. */
export async function captureAction(page: Page, cause: () => Promise<void>): Promise<CapturedAction> {
  const [sent] = await Promise.all([page.waitForRequest((one) => 'next-action' in one.headers()), cause()])
  const headers = await sent.allHeaders()
  // Node writes these for the body and the connection that it sends.
  for (const name of ['content-length', 'connection', 'host']) delete headers[name]
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const [input] = sent.postDataJSON() as [Record<string, unknown>]
  return { input, post: (changed) => post(sent.url(), agent, headers, JSON.stringify([changed])) }
}

/** The answer as text; throws unless the action says that it is done. */
function post(url: string, agent: Agent, headers: Record<string, string>, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers: { ...headers, 'accept-encoding': 'identity' } })
    call.once('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.once('end', () =>
        text.includes('"ok":true')
          ? resolve(text)
          : reject(new Error(`The action answered ${answer.statusCode}: ${text}`)),
      )
    })
    call.once('error', reject).end(body)
  })
}
