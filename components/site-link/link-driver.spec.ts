import { QueryClient } from '@tanstack/react-query'
import { UnrecognizedActionError } from 'next/dist/client/components/unrecognized-action-error'
import { beforeEach, expect, test, vi } from 'vitest'
import { createDraftStore } from '@/components/secrets/parts/draft-store'
import { createDataflow } from '@/lib/dataflows/actions'
import { createEndpoint } from '@/lib/endpoints/actions'
import { createCaConfigMap } from '@/lib/secrets/actions'
import type { LinkStepId } from '@/lib/site-link/plan'
import { wholeLink } from '@/lib/site-link/test-links'
import { linkDriver } from './link-driver'
import { createMadeStore } from './made-store'

vi.mock('@/lib/secrets/actions')
vi.mock('@/lib/endpoints/actions')
vi.mock('@/lib/dataflows/actions')

const actions = [vi.mocked(createCaConfigMap), vi.mocked(createEndpoint), vi.mocked(createDataflow)]
const steps = ['trust', 'endpoint', 'up'] as const satisfies readonly LinkStepId[]

/** Carries out one step of a link, of which nothing can be read. */
const carriedOut = async (step: (typeof steps)[number]) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const driver = linkDriver({
    instance: 'plant-7',
    form: { ...wholeLink, trust: 'paste' },
    pem: 'a certificate',
    source: { vault: '' },
    drafts: createDraftStore(),
    store: createMadeStore(),
    client,
  })
  return driver[step]?.({ hold: () => undefined, stopped: () => false, again: false })
}

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
})

test.each(steps)('%s: an action of another build is told from a lost answer', async (step) => {
  for (const action of actions) action.mockRejectedValue(new UnrecognizedActionError('no such action'))
  const message = expect.stringContaining('has been upgraded')
  expect(await carriedOut(step)).toMatchObject({ ok: false, failure: { code: 'unsupported', message } })
})

test.each(steps)('%s: an answer that was lost says that it may have been done', async (step) => {
  for (const action of actions) action.mockRejectedValue(new TypeError('Failed to fetch'))
  const message = expect.stringContaining('not known whether this was done')
  expect(await carriedOut(step)).toMatchObject({ ok: false, failure: { code: 'unreachable', message } })
})
