import { UnrecognizedActionError } from 'next/dist/client/components/unrecognized-action-error'
import { expect, test } from 'vitest'
import { isFinished } from '@/lib/secrets/steps'
import { createRunner, type Driver } from './runner'

const plan = { stores: true, extension: true, endpoint: true }
const failure = { code: 'unavailable' as const, message: 'not now' }

const recorded = (broken: { step?: string }) => {
  const calls: string[] = []
  const step = (id: string) => async () => {
    calls.push(id)
    return broken.step === id ? { ok: false as const, failure } : { ok: true as const }
  }
  const ids = ['vault', 'provider-class', 'sync-object', 'secret', 'content', 'endpoint']
  return { calls, driver: Object.fromEntries(ids.map((id) => [id, step(id)])) as Driver }
}

test('goes through all steps once, however often it is started', async () => {
  const { calls, driver } = recorded({})
  const runner = createRunner(plan, driver)
  await Promise.all([runner.go(), runner.go()])
  expect(calls).toEqual(['vault', 'provider-class', 'sync-object', 'secret', 'content', 'endpoint'])
  expect(isFinished(runner.get().run)).toBe(true)
})

test('stops at a failure and goes on from there', async () => {
  const broken: { step?: string } = { step: 'secret' }
  const { calls, driver } = recorded(broken)
  const runner = createRunner(plan, driver)
  await runner.go()
  expect(calls.at(-1)).toBe('secret')
  broken.step = undefined
  await runner.go()
  expect(calls).toEqual(['vault', 'provider-class', 'sync-object', 'secret', 'secret', 'content', 'endpoint'])
})

test('a step that throws fails with a sentence instead', async () => {
  const runner = createRunner(plan, { vault: () => Promise.reject(new Error('network')) })
  await runner.go()
  expect(runner.get().run.steps[0]).toMatchObject({ state: 'failed', failure: { code: 'unreachable' } })
})

test('an action of another build is told from a lost answer, in a step and in a cure', async () => {
  const otherBuild = () => Promise.reject(new UnrecognizedActionError('no such action'))
  const upgraded = { state: 'failed', failure: { message: expect.stringContaining('has been upgraded') } }
  const stepped = createRunner(plan, { vault: otherBuild })
  await stepped.go()
  expect(stepped.get().run.steps[0]).toMatchObject(upgraded)
  const cured = createRunner(plan, { vault: async () => ({ ok: false, failure }) })
  await cured.go()
  await cured.cure({ label: 'Recover', run: otherBuild })
  expect(cured.get().run.steps[0]).toMatchObject(upgraded)
})

test('a cure that works lets the run go on, one that does not is what the step failed with', async () => {
  let cured = false
  const cure = {
    label: 'Recover',
    run: async () => {
      cured = true
      return { ok: true as const, value: undefined }
    },
  }
  const hopeless = { label: 'Hope', run: async () => ({ ok: false as const, failure }) }
  const runner = createRunner(plan, {
    vault: async () => (cured ? { ok: true } : { ok: false, failure, cures: [hopeless, cure] }),
  })
  await runner.go()
  await runner.cure(hopeless)
  expect(runner.get().run.steps[0]).toMatchObject({ state: 'failed', failure })
  expect(runner.get().cures).toEqual([hopeless])
  await runner.cure(cure)
  expect(isFinished(runner.get().run)).toBe(true)
})

test('nothing more is begun once it was stopped', async () => {
  const { calls, driver } = recorded({})
  const runner = createRunner(plan, driver)
  const under = runner.go()
  runner.stop()
  await under
  expect(calls).toEqual(['vault'])
})

test('a run that nobody looks at any more begins no further step', async () => {
  const { calls, driver } = recorded({})
  const runner = createRunner(plan, driver)
  const leave = runner.attend()
  leave()
  await runner.settled()
  expect(calls).toEqual(['vault'])
})

test('looking away and back at once, as React does in development, goes through all steps once', async () => {
  const { calls, driver } = recorded({})
  const runner = createRunner(plan, driver)
  runner.attend()()
  runner.attend()
  await runner.settled()
  expect(calls).toEqual(['vault', 'provider-class', 'sync-object', 'secret', 'content', 'endpoint'])
})

test('a cure that works after everybody has left does not let the run go on', async () => {
  const broken: { step?: string } = { step: 'provider-class' }
  const { calls, driver } = recorded(broken)
  const runner = createRunner(plan, driver)
  await runner.go()
  const cured = runner.cure({
    label: 'Recover',
    run: async () => {
      broken.step = undefined
      return { ok: true, value: undefined }
    },
  })
  runner.stop()
  await cured
  expect(calls).toEqual(['vault', 'provider-class'])
})

test('a run that was stopped settles once what is under way has ended', async () => {
  let arrive = () => {}
  const vault = () => new Promise<{ ok: true }>((resolve) => (arrive = () => resolve({ ok: true })))
  const runner = createRunner(plan, { vault })
  void runner.go()
  runner.stop()
  const settled = runner.settled().then(() => runner.get().run.steps[0]?.state)
  arrive()
  expect(await settled).toBe('done')
})
