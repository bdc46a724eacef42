import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Connection } from './connection.ts'
import { follow } from './follow.ts'

/** A cluster that answers every list, and whose sign-in for a watch fails when the test says so. */
class Watchless extends Connection {
  watches = 0
  failSignIn = () => {}
  override getCurrentCluster = () => ({ name: 'plant', server: 'http://127.0.0.1:9', skipTLSVerify: false })
  override send = async <T>() => ({ items: [], metadata: { resourceVersion: '1' } }) as T
  override applySecurityAuthentication = () => {
    this.watches += 1
    return new Promise<void>((_, reject) => (this.failSignIn = () => reject(new Error('no credentials'))))
  }
}

const resource = { group: '', version: 'v1', plural: 'pods' }
const nobody = { listed: () => {}, changed: () => {} }

const rejections: unknown[] = []
const note = (reason: unknown) => void rejections.push(reason)
beforeEach(() => {
  rejections.length = 0
  process.on('unhandledRejection', note)
})
afterEach(() => {
  process.off('unhandledRejection', note)
  vi.restoreAllMocks()
})

test('a watch that could not sign in is over quietly, also when it is stopped meanwhile', async () => {
  const connection = new Watchless()
  const stop = follow(connection, resource, nobody)
  await vi.waitFor(() => expect(connection.watches).toBe(1))
  const stopped = stop()
  connection.failSignIn()
  await stopped
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(rejections).toEqual([])
})

test('each watch lets go of the signal that stops it when it is over', async () => {
  const added = vi.spyOn(AbortSignal.prototype, 'addEventListener')
  const connection = new Watchless()
  const stop = follow(connection, resource, nobody)
  for (const watch of [1, 2, 3]) {
    await vi.waitFor(() => expect(connection.watches).toBe(watch), 2_000)
    // Before any other: that of the follower.
    const [signal] = added.mock.contexts as AbortSignal[]
    expect(signal && getEventListeners(signal, 'abort')).toHaveLength(1)
    connection.failSignIn()
  }
  await stop()
})
