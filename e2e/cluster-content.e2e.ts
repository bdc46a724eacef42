import { expect, test } from './fixtures.ts'
import { confirmDelete, row, rowMenu } from './form.ts'
import { report } from './runtime.ts'
import { send, type Sent } from './wire.ts'

/** What somebody with rights in the cluster, but none here, may have written into an object. */
const hostile = {
  script: '<script>document.title="owned"</script>',
  image: '<img src=x onerror="document.title=\'owned\'">',
  override: '\u202Egnp.exe\u200B',
  terminal: '\u001b[31mred\u001b[0m',
}

test('xss-cluster-content, csp-no-violations: markup, direction marks and escape codes in cluster content are shown as text', async ({
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

test('xss-cluster-content: what a controller reports is text on the page, in notices and in the overview', async ({
  page,
  plant,
  named,
}) => {
  const name = named('hostile-report')
  const message = `connect refused ${hostile.script}${hostile.image}${hostile.override}${hostile.terminal}`
  await plant.cluster.createDataflow(name, 'default', 'default')
  await page.goto(`/${plant.instance}/dataflows/${name}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await report(plant.cluster, name, {
    status: 'Unavailable',
    reasonCode: 'DataflowMqttSourceConnectionFailed',
    message,
    lasting: 0,
  })
  await expect(page.getByText(hostile.script).first()).toBeVisible()
  await page.goto(`/${plant.instance}`)
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible()
  await expect(page).not.toHaveTitle(/owned/)
  expect(await page.locator('img[src="x"]').count()).toBe(0)
})

test('log-injection: whatever is asked, each line of the log is one entry of the portal', async ({ plant }) => {
  const before = plant.log().length
  const forged = '{"level":"info","forged":true}'
  const name = encodeURIComponent(`x\n${forged}\u001b[31m`)
  const api = `/api/${plant.instance}`
  const own = { origin: plant.url, 'user-agent': `agent ${forged}` }
  const asked: readonly (readonly [path: string, sent?: Sent])[] = [
    [`${api}/endpoints/${name}`, { headers: own }],
    [`/${name}/endpoints`, { headers: own }],
    [`/${plant.instance}/endpoints?search=${name}`, { headers: own }],
    [
      `/${plant.instance}/endpoints`,
      { method: 'POST', headers: { ...own, 'next-action': '0'.repeat(42) }, body: forged },
    ],
    ['/api/sign-in/callback?state=x%0A%7B&error=%0A%7B%22forged%22%3Atrue%7D', { headers: own }],
    [`/%ff%0A${name}`, { headers: own }],
    // The last one, since it is the one that surely leaves a line: what the others left stands before it.
    [`/${plant.instance}/${name}`, { method: 'POST', headers: { 'next-action': '0'.repeat(42) }, body: forged }],
  ]
  for (const [path, sent] of asked) await send(plant.url, path, sent)
  await expect.poll(() => plant.log().slice(before)).toMatch(/refused at the door"}\n$/)
  const lines = plant.log().slice(before).split('\n').filter(Boolean)
  for (const line of lines) {
    const entry: unknown = JSON.parse(line)
    expect(entry, line).toMatchObject({ level: expect.any(String), time: expect.any(String), name: 'sluice' })
    expect(entry, line).not.toHaveProperty('forged')
    expect(line).not.toContain('\u001b')
  }
})
