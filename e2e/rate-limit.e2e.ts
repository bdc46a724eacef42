import { expect, testAlone, testSignedIn } from './fixtures.ts'
import { startPlant } from './plant.ts'
import { send, type Answer } from './wire.ts'

/** Nobody signs in here, whoever the rest of the suite is run as. */
const testLocal = testAlone.extend({
  plant: async ({}, use) => {
    const plant = await startPlant()
    await use(plant)
    await plant.stop()
  },
})

type HeadersOf = (at: number) => Record<string, string>

const atOnce = 40

async function ask(origin: string, path: string, headersOf: HeadersOf, first = 0): Promise<Answer[]> {
  const asked = Array.from({ length: atOnce }, (_, at) => send(origin, path, { headers: headersOf(first + at) }))
  return Promise.all(asked)
}

/** Asks until somebody has to wait: sooner or later, however slow the machine, since budgets fill up more slowly yet. */
async function askTooOften(origin: string, path: string, headersOf: HeadersOf = () => ({})): Promise<Answer[]> {
  const answers: Answer[] = []
  while (limited(answers).length === 0 && answers.length < 20_000) {
    answers.push(...(await ask(origin, path, headersOf, answers.length)))
  }
  return answers
}

const from = (address: string) => ({ 'x-forwarded-for': address })

const limited = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 429)

testLocal(
  'rate-limit-login-and-api: an address that signs in without end has to wait, and no other has to',
  async ({ plant }) => {
    await plant.stopPortal()
    await plant.startPortal({ SLUICE_TRUSTED_PROXIES: '1' })
    const path = '/api/sign-in/callback'
    const answers = await askTooOften(plant.portalUrl, path, (at) => from(`203.0.113.${at % 250}, 198.51.100.1`))
    expect(limited(answers).length).toBeGreaterThan(0)
    for (const { headers, body } of limited(answers)) {
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1)
      expect(JSON.parse(body)).toMatchObject({ failure: { code: 'rate-limited' } })
    }
    expect(limited(await ask(plant.portalUrl, path, () => from('198.51.100.2')))).toEqual([])
    expect(limited(await ask(plant.portalUrl, '/api/health/live', () => from('198.51.100.1')))).toEqual([])
    expect(limited(await ask(plant.portalUrl, '/no/such/page', () => from('198.51.100.1')))).toEqual([])
  },
)

testLocal(
  'rate-limit-login-and-api: who invents an address for each request is still one sender',
  async ({ plant }) => {
    const answers = await askTooOften(plant.portalUrl, '/api/sign-in', (at) => from(`198.51.100.${at % 250}`))
    expect(limited(answers).length).toBeGreaterThan(0)
  },
)

/** Refused for its name, once whoever asks has been counted and before anything is asked of the cluster. */
const reading = (instance: string) => `/api/${instance}/endpoints/NO-NAME`

testLocal(
  'rate-limit-login-and-api: where nobody signs in, an address reads no more than a person',
  async ({ plant }) => {
    await plant.stopPortal()
    await plant.startPortal({ SLUICE_TRUSTED_PROXIES: '1' })
    const path = reading(plant.instance)
    const refused = limited(await askTooOften(plant.portalUrl, path, () => from('198.51.100.1')))
    expect(refused.length).toBeGreaterThan(0)
    expect(JSON.parse(refused[0]?.body ?? '')).toMatchObject({
      failure: { code: 'rate-limited', operationId: expect.any(String) },
    })
    expect(limited(await ask(plant.portalUrl, path, () => from('198.51.100.2')))).toEqual([])
  },
)

testSignedIn(
  'rate-limit-login-and-api: a person who reads without end waits, and the next one does not',
  async ({ plant }) => {
    const headersOf = async (person: string) => {
      const cookies = (await plant.signIn?.stateOf(person))?.cookies ?? []
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      return { host: new URL(plant.url).host, cookie }
    }
    const [admin, viewer] = [await headersOf('admin'), await headersOf('viewer')]
    const path = reading(plant.instance)
    const answers = await askTooOften(plant.portalUrl, path, () => admin)
    expect(answers[0]?.status).toBe(400)
    expect(limited(answers).length).toBeGreaterThan(0)
    expect(Number(limited(answers)[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    const others = await ask(plant.portalUrl, path, () => viewer)
    expect(others.map(({ status }) => status)).toEqual(Array.from({ length: atOnce }, () => 400))
  },
)
