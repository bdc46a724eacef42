import type { Page } from '@playwright/test'
import { expect, testAlone as test } from './fixtures.ts'
import type { Plant } from './plant.ts'
import { providerClass, syncKind } from './secrets.ts'

const count = 60
const nameAt = (at: number) => `many-${String(at).padStart(2, '0')}`

/** Sixty sync objects over the values of one pair, made past the portal. */
async function many(plant: Plant): Promise<void> {
  const { custom, namespace } = plant.cluster
  for (let at = 0; at < count; at += 1) {
    await custom.createNamespacedCustomObject({
      ...syncKind,
      namespace,
      body: {
        apiVersion: `${syncKind.group}/${syncKind.version}`,
        kind: 'SecretSync',
        metadata: { name: nameAt(at) },
        spec: {
          secretProviderClassName: providerClass,
          serviceAccountName: 'aio-ssc-sa',
          secretObject: {
            type: 'Opaque',
            data: [
              { sourcePath: 'partner-hq-cert', targetKey: 'client_cert.pem' },
              { sourcePath: 'partner-hq-key', targetKey: 'client_key.pem' },
            ],
          },
        },
      },
    })
  }
}

/** What the page has asked of single secrets so far, by name. */
function asking(page: Page, plant: Plant): Set<string> {
  const asked = new Set<string>()
  const path = new RegExp(`^/api/${plant.instance}/secrets/([^/]+)$`)
  page.on('request', (request) => {
    const name = path.exec(new URL(request.url()).pathname)?.[1]
    if (name) asked.add(name)
  })
  return asked
}

/** The strips that the window shows. */
const inSight = (page: Page): Promise<string[]> =>
  page.locator('[data-secret]').evaluateAll((strips) =>
    strips.flatMap((strip) => {
      const { top, bottom } = strip.getBoundingClientRect()
      return bottom > 0 && top < window.innerHeight ? [strip.getAttribute('data-secret') ?? ''] : []
    }),
  )

test('of sixty synced secrets only those in view ask vault and Secret', async ({ page, plant }) => {
  await many(plant)
  const asked = asking(page, plant)
  const strip = (name: string) => page.locator(`[data-secret="${name}"]`)
  const link = (name: string, id: string) => strip(name).locator(`[data-link="${id}"]`)
  await page.goto(`/${plant.instance}/secrets`)
  await expect(page.locator('[data-secret^="many-"]')).toHaveCount(count)

  const seen = await inSight(page)
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.length).toBeLessThan(12)
  for (const name of seen) await expect(link(name, 'vault')).not.toContainText('Not read yet')
  await expect.poll(() => seen.filter((name) => !asked.has(name))).toEqual([])
  // A few more are near enough to be read ahead, and no others.
  expect(asked.size).toBeLessThan(16)
  const far = Array.from({ length: count - 20 }, (_, at) => nameAt(at + 20))
  expect(far.filter((name) => asked.has(name))).toEqual([])
  await expect(link(nameAt(30), 'vault')).toContainText('Not read yet')
  await expect(link(nameAt(30), 'secret')).toContainText('Not read yet')
  // What the live stream tells is there all the same.
  await expect(link(nameAt(30), 'provider-class')).toContainText('Good')

  // The last ones are read when they come into view; those rushed past are not.
  const last = nameAt(count - 1)
  await strip(last).scrollIntoViewIfNeeded()
  await expect(link(last, 'vault')).toContainText('Good')
  await expect(link(last, 'secret')).toContainText('Good', { timeout: 30_000 })
  expect(asked).not.toContain(nameAt(30))
  await expect(link(nameAt(30), 'vault')).toContainText('Not read yet')
  expect(asked.size).toBeLessThan(32)

  // What was read stays.
  const [first = ''] = seen
  await strip(first).scrollIntoViewIfNeeded()
  await expect(link(first, 'vault')).not.toContainText('Not read yet')
})
