import { AdmissionregistrationV1Api } from '@kubernetes/client-node'
import { connectivity } from '../cluster.ts'
import { expect, test, testAlone } from '../fixtures.ts'
import { freshness, openEdit, openNew, row } from '../form.ts'
import { openGate, throughGate } from '../gate.ts'
import type { Gate } from '../gate.ts'
import { startPlant } from '../plant.ts'

/** What only an API server can show that nobody here wrote. */

test('an admission policy of the cluster refuses: its words stand in the form, and nothing typed is lost', async ({
  list: page,
  plant,
  named,
}) => {
  const name = named('policy')
  const admission = plant.cluster.config.makeApiClient(AdmissionregistrationV1Api)
  await admission.createValidatingAdmissionPolicy({
    body: {
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: [connectivity.group],
              apiVersions: ['*'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['dataflowendpoints'],
            },
          ],
        },
        validations: [
          {
            expression: `object.metadata.name != '${name}' || object.spec.mqttSettings.host.endsWith('.plant.example:8883')`,
            message: 'Brokers of this plant end in .plant.example.',
          },
        ],
      },
    },
  })
  await admission.createValidatingAdmissionPolicyBinding({
    body: { metadata: { name }, spec: { policyName: name, validationActions: ['Deny'] } },
  })
  // It is in force a moment later.
  const refused = () =>
    plant.cluster.createMqtt(name).then(
      () => plant.cluster.removeEndpoint(name),
      () => 'refused',
    )
  await expect.poll(refused, { timeout: 20_000 }).toBe('refused')

  const form = await openNew(page, 'Custom MQTT Broker')
  await form.fill({ Name: name, Host: 'broker.example.net:8883', 'Service audience': 'broker' })
  await form.button('Apply').click()
  await expect(form.failure).toContainText('Brokers of this plant end in .plant.example.')
  await expect(form.field('Host')).toHaveValue('broker.example.net:8883')
  expect(await plant.cluster.exists(name)).toBe(false)
  await form.fill({ Host: 'broker.plant.example:8883' })
  await form.apply()
  expect(await plant.cluster.settings(name)).toMatchObject({ host: 'broker.plant.example:8883' })
  await admission.deleteValidatingAdmissionPolicyBinding({ name })
  await admission.deleteValidatingAdmissionPolicy({ name })
})

const testCut = testAlone.extend<{ gate: Gate; gates: Gate[] }>({
  gates: ({}, use) => use([]),
  plant: async ({ gates }, use) => {
    const plant = await startPlant(0, {
      kubeconfig: async ({ server, kubeconfig }) => {
        const gate = await openGate(server)
        gates.push(gate)
        return throughGate(kubeconfig, gate)
      },
    })
    await use(plant)
    await plant.stop()
    await Promise.all(gates.map((gate) => gate.stop()))
  },
  gate: async ({ gates, plant: _ }, use) => {
    const [gate] = gates
    if (!gate) throw new Error('the plant was started without a gate')
    await use(gate)
  },
})

testCut(
  'watch-410: cut off for longer than the cluster remembers, the page catches up without a reload',
  async ({ list: page, plant, gate, named }) => {
    const [doomed, changed, born] = [named('doomed'), named('changed'), named('born')]
    await plant.cluster.createMqtt(doomed)
    await plant.cluster.createMqtt(changed)
    await expect(row(page, doomed)).toBeVisible()
    const form = await openEdit(page, changed)
    await form.open('Advanced')
    await form.fill({ 'Keep alive': '30' })

    gate.cut()
    await expect(freshness(page)).toHaveText(/Cluster unreachable, showing \d\d:\d\d:\d\d/)
    await plant.cluster.removeEndpoint(doomed)
    await plant.cluster.patchEndpoint(changed, { spec: { mqttSettings: { qos: 0 } } })
    await plant.cluster.createMqtt(born)
    await plant.controlPlane?.compact()
    await plant.restartCluster()
    gate.mend()

    await expect(freshness(page)).toHaveText('Live', { timeout: 30_000 })
    await expect(form.field('Keep alive')).toHaveValue('30')
    await form.apply()
    expect(await plant.cluster.settings(changed)).toMatchObject({ qos: 0, keepAliveSeconds: 30 })
    await expect(row(page, doomed)).toBeHidden()
    await expect(row(page, born)).toHaveCount(1)
  },
)
