import { expect, testAlone } from './fixtures.ts'
import { send, type Answer } from './wire.ts'

/** So many at once as a browser would open connections, and no more of them than have to be. */
async function ask(origin: string, count: number, path: string, from?: (at: number) => string): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let at = 0; at < count; at += 20) {
    const batch = Array.from({ length: Math.min(20, count - at) }, (_, within) =>
      send(origin, path, { headers: from ? { 'x-forwarded-for': from(at + within) } : {} }),
    )
    answers.push(...(await Promise.all(batch)))
  }
  return answers
}

const limited = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 429)

testAlone(
  'rate-limit-login-and-api: an address that signs in without end has to wait, and no other has to',
  async ({ plant }) => {
    await plant.stopPortal()
    await plant.startPortal({ SLUICE_TRUSTED_PROXIES: '1' })
    const path = '/api/sign-in/callback'
    const refused = limited(await ask(plant.portalUrl, 400, path, (at) => `203.0.113.${at % 250}, 198.51.100.1`))
    expect(refused.length).toBeGreaterThan(20)
    for (const { headers, body } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1)
      expect(JSON.parse(body)).toMatchObject({ failure: { code: 'rate-limited' } })
    }
    expect(limited(await ask(plant.portalUrl, 20, path, () => '198.51.100.2'))).toEqual([])
    expect(limited(await ask(plant.portalUrl, 20, '/api/health/live', () => '198.51.100.1'))).toEqual([])
    expect(limited(await ask(plant.portalUrl, 5, '/no/such/page', () => '198.51.100.1'))).toEqual([])
  },
)

testAlone(
  'rate-limit-login-and-api: who invents an address for each request is still one sender',
  async ({ plant }) => {
    const refused = limited(await ask(plant.portalUrl, 400, '/api/sign-in', (at) => `198.51.100.${at % 250}`))
    expect(refused.length).toBeGreaterThan(20)
  },
)
