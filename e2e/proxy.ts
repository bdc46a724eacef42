import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A plain proxy: it passes bytes on and knows nothing of HTTP. */
export type Proxy = { port: number; stop: () => Promise<void> }

/**
 * Listens on a free port and passes each connection on to the next of `ports` in turn that takes it. What is lost on one
 * side is lost on the other.
 */
export async function startProxy(ports: () => readonly number[]): Promise<Proxy> {
  const open = new Set<Socket>()
  let turn = 0
  const server = createServer((browser) => {
    open.add(browser)
    browser.once('close', () => open.delete(browser)).on('error', () => browser.destroy())
    const all = ports()
    turn += 1
    pass(
      browser,
      all.map((_, at) => all[(turn + at) % all.length] ?? 0),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

function pass(browser: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) {
    browser.destroy()
    return
  }
  const replica = connect({ port, host: '127.0.0.1' })
  let connected = false
  replica.once('connect', () => {
    connected = true
    browser.pipe(replica).pipe(browser)
  })
  replica.on('error', () => replica.destroy())
  replica.once('close', () => (connected ? browser.destroy() : pass(browser, others)))
  browser.once('close', () => connected && replica.destroy())
}
