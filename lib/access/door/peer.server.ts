import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { processWide } from '@/lib/core/process-wide.server'

/** What the front door knows of the request that is being answered. */
type Facts = { address: string | null }

const current = () => processWide('sluice.peer', () => new AsyncLocalStorage<Facts>())

/** Answers a request, which may ask for its peer's address meanwhile. No header carries it, so none can be forged. */
export const withPeer = <T>(facts: Facts, work: () => T): T => current().run(facts, work)

/** The network address that sent the request being answered; null when that is not known, as outside of requests. */
export const peerAddress = (): string | null => current().getStore()?.address ?? null
