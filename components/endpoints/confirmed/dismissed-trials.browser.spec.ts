import { afterEach, expect, it, vi } from 'vitest'

const freshPage = async () => {
  vi.resetModules()
  return import('./dismissed-trials.browser')
}

const storage = () => {
  const held = new Map<string, string>()
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  }
}

const refuse = () => {
  throw new Error('The operation is insecure.')
}

afterEach(() => vi.unstubAllGlobals())

it('remembers what was dismissed for that one trial, after a reload too, and tells whoever shows it', async () => {
  vi.stubGlobal('sessionStorage', storage())
  const page = await freshPage()
  const told = vi.fn()
  const stop = page.onDismissed(told)
  page.dismiss('1')
  expect(told).toHaveBeenCalledOnce()
  expect([page.isDismissed('1'), page.isDismissed('2')]).toEqual([true, false])
  stop()
  page.dismiss('3')
  expect(told).toHaveBeenCalledOnce()

  const reloaded = await freshPage()
  expect(['1', '2', '3'].map(reloaded.isDismissed)).toEqual([true, false, true])
})

it('remembers it until the page is left where the browser refuses storage', async () => {
  vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse })
  const page = await freshPage()
  expect(page.isDismissed('1')).toBe(false)
  page.dismiss('1')
  expect(page.isDismissed('1')).toBe(true)
  expect((await freshPage()).isDismissed('1')).toBe(false)
})
