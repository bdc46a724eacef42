import { expect, testSignedIn as test } from './fixtures.ts'

test('whoever opens a page signs in first and comes back to it', async ({ page, plant }) => {
  await page.goto(`/${plant.instance}/endpoints?q=partner`)
  await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeVisible()
  await page.getByRole('button', { name: 'operator', exact: true }).click()
  await expect(page).toHaveURL(`${plant.url}/${plant.instance}/endpoints?q=partner`)
  await expect(page.getByRole('link', { name: 'partner-hq', exact: true })).toBeVisible()
  const [session] = (await page.context().cookies()).filter(({ name }) => name === '__Host-sluice')
  expect(session).toMatchObject({ path: '/', secure: true, httpOnly: true, sameSite: 'Lax', expires: -1 })
})

test('a person who signed in once has pages at once', async ({ as, plant }) => {
  const page = await as('viewer')
  await page.goto(`/${plant.instance}/endpoints`)
  await expect(page.getByRole('link', { name: 'partner-hq', exact: true })).toBeVisible()
})
