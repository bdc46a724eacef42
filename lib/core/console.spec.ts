import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { adoptConsole } from './console.server'
import { log } from './log.server'

const { console } = globalThis
const before = { ...console }
const lines: unknown[] = []

beforeEach(() => {
  vi.stubEnv('NODE_ENV', 'production')
  for (const level of ['error', 'warn', 'info'] as const) {
    vi.spyOn(log(), level).mockImplementation((facts: unknown) => void lines.push({ level, facts }))
  }
})

afterEach(() => {
  Object.assign(console, before)
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

it('log-injection: what others write to the console is one entry of the log, and errors keep their messages to themselves', () => {
  expect(adoptConsole()).toBe(true)
  console.error('⨯', new TypeError('canary-secret\n{"forged":true}'))
  console.warn('x'.repeat(1_000))
  expect(lines).toEqual([
    {
      level: 'error',
      facts: { console: ['⨯', { name: 'TypeError', codes: [], stack: expect.any(Array) }] },
    },
    { level: 'warn', facts: { console: ['x'.repeat(300)] } },
  ])
  expect(JSON.stringify(lines)).not.toContain('canary-secret')
})
