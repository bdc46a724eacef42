import type { Page } from '@playwright/test'
import { passesAxe, poppedUp } from './axe.ts'
import { expect, testAlone, testSignedIn as test } from './fixtures.ts'
import { Form, row } from './form.ts'
import type { Plant } from './plant.ts'
import { newSessionKey } from './sign-in.ts'

/** Goes to a page as somebody whom neither portal nor provider knows yet, and says who they are. */
async function signIn(page: Page, plant: Plant, person: string, path = `/${plant.instance}/endpoints`): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: person, exact: true }).click()
  await expect(page).toHaveURL((url) => url.origin === plant.url)
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

const sessionOf = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === '__Host-sluice')?.value

/** How fresh the page is. Behind an open form it is out of reach for people who listen, and still there to see. */
const freshness = (page: Page) => page.locator('[aria-label="Freshness"]')

/** Pages that have lost their sign-in are told so; the browser notes that in its console. */
const told401 = [/status of 401/]

test('whoever opens a page signs in first and comes back to it', async ({ page, plant }) => {
  await signIn(page, plant, 'operator', `/${plant.instance}/endpoints?search=partner`)
  await expect(page).toHaveURL(`${plant.url}/${plant.instance}/endpoints?search=partner`)
  await expect(row(page, 'partner-hq')).toBeVisible()
  const session = (await page.context().cookies()).find(({ name }) => name === '__Host-sluice')
  expect(session).toMatchObject({ path: '/', secure: true, httpOnly: true, sameSite: 'Lax', expires: -1 })
  const left = (await page.context().cookies(plant.url)).filter(({ name }) => name.includes('sign-in'))
  expect(left).toEqual([])
})

test('tabs that sign in at once do not take each other’s way', async ({ context, plant }) => {
  const pages = [await context.newPage(), await context.newPage(), await context.newPage()]
  const paths = ['endpoints', 'secrets', ''].map((part) => `/${plant.instance}${part && `/${part}`}`)
  for (const [at, page] of pages.entries()) await page.goto(paths[at] ?? '')
  for (const [at, page] of pages.entries()) {
    await page.getByRole('button', { name: 'operator', exact: true }).click()
    await expect(page).toHaveURL(plant.url + paths[at])
  }
})

test('the person is named in the top bar, with account and groups', async ({ as, plant }) => {
  const page = await as('viewer')
  await page.goto(`/${plant.instance}/endpoints`)
  await expect(row(page, 'partner-hq')).toBeVisible()
  const button = page.getByRole('button', { name: 'Signed in as Vera Vogel' })
  await button.click()
  const card = page.getByRole('dialog', { name: 'Who is signed in' })
  await expect(card).toContainText('Vera Vogel')
  await expect(card).toContainText('viewer')
  await expect(card).toContainText('1 group')
  await expect(card).toContainText('plant-viewers')
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await expect(button).toBeFocused()
})

test('authz-logout-everywhere: signing out in one tab takes stream and data from all of them', async ({
  context,
  plant,
  guard,
}) => {
  guard.allow(...told401)
  const [page, other] = [await context.newPage(), await context.newPage()]
  await signIn(page, plant, 'operator')
  await other.goto(`/${plant.instance}/endpoints/partner-hq`)
  await expect(heading(other, 'partner-hq')).toBeVisible()
  await expect(freshness(other)).toHaveText('Live')

  await page.getByRole('button', { name: 'Signed in as Olga Orlova' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  // The other tab without a hand on it.
  await expect(heading(other, 'You are signed out')).toBeVisible()
  await expect(other.getByText('partner-hq')).toHaveCount(0)
  // This one at the provider, which forgets the person too.
  await page.getByRole('button', { name: 'Sign out of everything' }).click()
  await expect(heading(page, 'You are signed out')).toBeVisible()
  expect(await sessionOf(page)).toBeUndefined()

  await page.getByRole('link', { name: 'Sign in again' }).click()
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  await page.getByRole('button', { name: 'viewer', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Signed in as Vera Vogel' })).toBeVisible()
})

test('a sign-in that ends under an open form takes nothing that was typed', async ({
  context,
  plant,
  guard,
  named,
}) => {
  guard.allow(...told401)
  const page = await context.newPage()
  const name = named('kept')
  await plant.cluster.createMqtt(name)
  await signIn(page, plant, 'operator', `/${plant.instance}/endpoints/edit/${name}`)
  const form = new Form(page, `Edit dataflow endpoint: ${name}`)
  await form.fill({ Host: 'typed.example.net:8883' })

  // Ended elsewhere: this page hears of it by its stream.
  const ended = await context.request.post('/api/sign-out', { headers: { origin: plant.url } })
  expect(ended.ok()).toBe(true)
  await expect(page.getByText('Your sign-in has ended.').first()).toBeVisible()
  await expect(freshness(page)).toHaveText('Signed out')
  await expect(form.field('Host')).toHaveValue('typed.example.net:8883')
  await form.button('Apply').click()
  await expect(form.panel.getByText('Your sign-in has ended.')).toBeVisible()
  await expect(form.field('Host')).toHaveValue('typed.example.net:8883')

  const another = await context.newPage()
  await another.goto(`/${plant.instance}/endpoints`)
  await expect(row(another, name)).toBeVisible()
  await page.bringToFront()
  await expect(freshness(page)).toHaveText('Live')
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({ host: 'typed.example.net:8883' })
})

test('what somebody else signs in over is not left on the screen', async ({ context, plant, guard }) => {
  guard.allow(...told401)
  const [page, other] = [await context.newPage(), await context.newPage()]
  await signIn(page, plant, 'operator')
  await expect(page.getByRole('button', { name: 'Signed in as Olga Orlova' })).toBeVisible()
  await other.goto(`/api/sign-in?anew=1&returnTo=/${plant.instance}`)
  await other.getByRole('button', { name: 'viewer', exact: true }).click()
  await expect(other.getByRole('button', { name: 'Signed in as Vera Vogel' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Signed in as Vera Vogel' })).toBeVisible()
})

for (const [trial, person, title] of [
  ['authn-groups-overage: more groups than the token holds', 'everywhere-member', 'You are in more groups'],
  ['authn-groups-overage: more groups than a cookie holds', 'many-groups-member', 'You are in too many groups'],
  ['system:masters', 'mastermind', 'This account cannot be used here'],
  ['authn-wrong-tenant-aud-iss: another tenant', 'guest', 'Your organisation has no access here'],
] as const) {
  test(`${trial}: said in words, and nobody is signed in`, async ({ page, plant, guard }) => {
    guard.allow(/status of 403/)
    await signIn(page, plant, person)
    await expect(heading(page, title)).toBeVisible()
    expect(await sessionOf(page)).toBeUndefined()
    await page.getByRole('link', { name: 'Use another account' }).click()
    await page.getByRole('button', { name: 'operator', exact: true }).click()
    // Back to the page that was asked for in the first place.
    await expect(row(page, 'partner-hq')).toBeVisible()
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the pages and the card of signing in pass axe', async ({ page, as, plant }) => {
      await page.goto('/signed-out')
      await expect(heading(page, 'You are signed out')).toBeVisible()
      await passesAxe(page, 'signed out')
      await page.goto('/sign-in?problem=overage&operation=abcdefghjkmn')
      await expect(heading(page, 'You are in more groups than the sign-in service tells')).toBeVisible()
      await expect(page.getByText('abcdefghjkmn')).toBeVisible()
      await passesAxe(page, 'sign-in problem')
      const known = await as('operator')
      await known.goto(`/${plant.instance}/endpoints`)
      await known.getByRole('button', { name: 'Signed in as Olga Orlova' }).click()
      await expect(known.getByRole('dialog', { name: 'Who is signed in' })).toBeVisible()
      // The card stands beside the page and in no landmark; it belongs to the button that opened it.
      await passesAxe(known, 'person card', poppedUp)
    })
  })
}

const alone = testAlone.extend<{ signIn: boolean }>({
  signIn: true,
  storageState: async ({}, use) => use(undefined),
})

alone('while the provider is away the portal says so, and who is signed in works on', async ({ page, as, plant }) => {
  const known = await as('operator')
  await known.goto(`/${plant.instance}/endpoints`)
  await expect(row(known, 'partner-hq')).toBeVisible()

  await known.goto('about:blank')
  await plant.signIn?.provider.away()
  await plant.stopPortal()
  await plant.startPortal()
  await known.goto(`/${plant.instance}/endpoints`)
  await expect(row(known, 'partner-hq')).toBeVisible()
  await page.goto(`/${plant.instance}/endpoints`)
  await expect(heading(page, 'The sign-in service cannot be reached')).toBeVisible()

  await plant.signIn?.provider.back()
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await page.getByRole('button', { name: 'viewer', exact: true }).click()
  await expect(row(page, 'partner-hq')).toBeVisible()
})

alone('authn-login-loop: a sign-in that does not last ends on a page and not in a circle', async ({ page, plant }) => {
  await signIn(page, plant, 'operator')
  await expect(row(page, 'partner-hq')).toBeVisible()
  await page.goto('about:blank')
  // As when another replica has other keys: the provider would send the person straight back.
  await plant.stopPortal()
  await plant.startPortal({ SLUICE_SESSION_KEYS: newSessionKey() })
  const visits: string[] = []
  page.on('request', (request) => request.isNavigationRequest() && visits.push(new URL(request.url()).pathname))
  await page.goto(`/${plant.instance}/secrets`)
  await expect(heading(page, 'Your sign-in did not last')).toBeVisible()
  expect(visits).toEqual([`/${plant.instance}/secrets`, '/api/sign-in', '/sign-in'])
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await expect(page).toHaveURL(`${plant.url}/${plant.instance}/secrets`)
})

test('authn-login-loop: somebody whom the cluster allows nothing is told so, once', async ({ page, plant, guard }) => {
  guard.allow(/status of 403/)
  const visits: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().startsWith(plant.url))
      visits.push(new URL(request.url()).pathname)
  })
  await signIn(page, plant, 'stranger', `/${plant.instance}`)
  await expect(heading(page, 'You cannot see this instance')).toBeVisible()
  await expect(page.getByText('Stan Stranger')).toBeVisible()
  expect(visits.filter((path) => path === '/api/sign-in/callback')).toHaveLength(1)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out of everything' }).click()
  await expect(heading(page, 'You are signed out')).toBeVisible()
})
