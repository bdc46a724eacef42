import { createServer, request as httpRequest } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { watchBody, type BodyFault, type BodyRule } from './incoming-body.server'

const stops: (() => void)[] = []

afterEach(() => stops.splice(0).forEach((stop) => stop()))

/** A server that reads bodies whole, as Next does, and what became of each. */
async function reader(rule: BodyRule) {
  const read: string[] = []
  const faults: BodyFault[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    watchBody(request, rule, (fault) => {
      faults.push(fault)
      response.writeHead(fault === 'too-large' ? 413 : 408).end()
    })
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => (text += part))
    request.on('end', () => {
      read.push(text)
      response.end('read')
    })
    request.on('error', () => read.push('cut'))
  })
  stops.push(() => server.close().closeAllConnections())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, read, faults }
}

/** Sends parts of a body, and ends it or not; answers the status. */
function send(port: number, parts: readonly string[], { end = true, headers = {} } = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', headers, agent: false }, (response) => {
      resolve(response.statusCode ?? 0)
      response.resume().on('error', () => undefined)
      request.destroy()
    })
    stops.push(() => request.destroy())
    request.once('error', reject)
    request.flushHeaders()
    for (const part of parts) request.write(part)
    if (end) request.end()
  })
}

describe('watchBody: oversize', () => {
  const rule = { limit: 1_000, deadline: 60_000 }

  it('lets a body through that keeps to the rule', async () => {
    const { port, read, faults } = await reader(rule)
    expect(await send(port, ['x'.repeat(400), 'y'.repeat(600)])).toBe(200)
    expect(read).toEqual(['x'.repeat(400) + 'y'.repeat(600)])
    expect(faults).toEqual([])
  })

  it('refuses what is declared too large before a byte of it is read', async () => {
    const { port, read, faults } = await reader(rule)
    expect(await send(port, [], { end: false, headers: { 'content-length': '1073741824' } })).toBe(413)
    expect({ read, faults }).toEqual({ read: [], faults: ['too-large'] })
  })

  it('refuses what becomes too large while it arrives, and shows its reader no end', async () => {
    const { port, read, faults } = await reader(rule)
    expect(await send(port, ['x'.repeat(900), 'y'.repeat(900), 'z'.repeat(900)])).toBe(413)
    expect(faults).toEqual(['too-large'])
    expect(read).not.toContain('x'.repeat(900))
    expect(read.filter((text) => text !== 'cut')).toEqual([])
  })

  it('refuses a sender that takes its time', async () => {
    const { port, read, faults } = await reader({ limit: 1_000, deadline: 30 })
    expect(await send(port, ['x'], { end: false, headers: { 'content-length': '100' } })).toBe(408)
    expect(faults).toEqual(['too-slow'])
    expect(read.filter((text) => text !== 'cut')).toEqual([])
  })
})
