import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StepEnd } from './runner'
import { whileVaultIsSilent } from './silent-vault'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a silent vault is said after three seconds, once, and no longer when it has answered', async () => {
  const hold = vi.fn()
  const answers = Promise.withResolvers<StepEnd>()
  const step = whileVaultIsSilent({ hold }, () => answers.promise)
  await vi.advanceTimersByTimeAsync(2_999)
  expect(hold).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(hold).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('the value may have arrived'))
  answers.resolve({ ok: true })
  expect(await step).toEqual({ ok: true })
})

test('a vault that answers or fails at once is not spoken of', async () => {
  const hold = vi.fn()
  expect(await whileVaultIsSilent({ hold }, () => Promise.resolve({ ok: true }))).toEqual({ ok: true })
  await expect(whileVaultIsSilent({ hold }, () => Promise.reject(new Error('network')))).rejects.toThrow('network')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(hold).not.toHaveBeenCalled()
})
