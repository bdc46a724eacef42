import { expect, test } from './fixtures.ts'
import { confirmDelete, row, rowMenu } from './form.ts'

/** What somebody with rights in the cluster, but none here, may have written into an object. */
const hostile = {
  script: '<script>document.title="owned"</script>',
  image: '<img src=x onerror="document.title=\'owned\'">',
  override: '\u202Egnp.exe\u200B',
  terminal: '\u001b[31mred\u001b[0m',
}

test('xss-cluster-content: markup, direction marks and escape codes in cluster content are shown as text', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('hostile')
  await plant.cluster.createEndpoint(
    name,
    {
      endpointType: 'Mqtt',
      mqttSettings: {
        host: hostile.image,
        authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: 'secret' } },
        clientIdPrefix: `${hostile.script}${hostile.override}${hostile.terminal}`,
      },
    },
    { annotations: { 'example.com/note': `${hostile.script}${hostile.image}` } },
  )
  await expect(row(page, name)).toContainText(hostile.image)
  await row(page, name).getByRole('link').click()
  await expect(page.getByText(hostile.script).first()).toBeVisible()
  await page.goBack()
  await rowMenu(page, name, 'Edit')
  await expect(page.getByRole('dialog', { name: `Edit dataflow endpoint: ${name}` })).toBeVisible()
  await page.goBack()
  await rowMenu(page, name, 'Delete')
  await confirmDelete(page)
  await expect(row(page, name)).toBeHidden()
  await expect(page).not.toHaveTitle(/owned/)
  expect(await page.locator('img[src="x"]').count()).toBe(0)
})

test('log-injection: line breaks and escape codes in a URL stay in one JSON line of the log', async ({
  plant,
  request,
}) => {
  const before = plant.log().length
  const name = encodeURIComponent('x\n{"forged":true}\u001b[31m')
  const answer = await request.get(`/api/${plant.instance}/endpoints/${name}`, {
    headers: { 'user-agent': 'agent {"forged":true}' },
  })
  expect(answer.status()).toBeGreaterThanOrEqual(400)
  const added = plant.log().slice(before)
  expect(added).not.toMatch(/^\{"forged"/m)
  expect(added).not.toContain('\u001b')
})
