import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseObjects } from '@/lib/secrets/provider-class'
import { linkSteps, planOf, type NewIdentity, type PlanInput } from './plan'
import { madeOrder } from './made'
import { anyMade, twoWays, wholeLink } from './test-links'

const identity: NewIdentity = {
  vault: 'kv-plant-7',
  providerClass: 'spc-ops-1',
  parts: [
    { slot: 'certificate', name: 'parent-site-client-cert', stored: true },
    { slot: 'key', name: 'parent-site-client-key', stored: true },
  ],
}
const input: PlanInput = {
  form: { ...twoWays, trust: 'paste' },
  namespace: 'azure-iot-operations',
  authorities: { names: ['Parent CA'], pem: 'PEM\n' },
  identity,
  made: {},
}
const ids = (change: Partial<PlanInput>) => planOf({ ...input, ...change }).map(({ id, deed }) => `${deed} ${id}`)

describe('the set', () => {
  it('is whole and in the order in which it is written', () => {
    expect(planOf(input).map(({ deed, kind, name }) => `${deed} ${kind} ${name}`)).toEqual([
      'create Config map parent-site-ca',
      'store Key Vault secrets parent-site-client-cert, parent-site-client-key',
      'add Provider class spc-ops-1',
      'create Synced secret parent-site-client',
      'create Endpoint parent-site',
      'create Dataflow parent-site-up',
      'create Dataflow parent-site-down',
    ])
  })

  it('uses what is there, and leaves out what there is none of', () => {
    expect(ids({ form: { ...wholeLink, identity: 'there', thereName: 'there' }, identity: undefined })).toEqual([
      'use trust',
      'use secret',
      'create endpoint',
      'create up',
    ])
    expect(ids({ form: { ...wholeLink, trust: 'public' } })).not.toContain('use trust')
    const picked = { ...identity, parts: identity.parts.map((part) => ({ ...part, stored: false })) }
    expect(ids({ identity: picked })).not.toContain('store vault')
    expect(ids({ identity: { ...identity, providerClass: undefined } }).slice(1, 3)).toEqual([
      'store vault',
      'create secret',
    ])
  })

  it('says of each object what will be written, as YAML that says it', () => {
    const yaml = Object.fromEntries(planOf(input).map(({ id, yaml: text }) => [id, text]))
    expect(parse(yaml.trust ?? '')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'parent-site-ca',
        namespace: 'azure-iot-operations',
        labels: { 'app.kubernetes.io/managed-by': 'sluice' },
      },
      data: { 'ca.crt': 'PEM\n' },
    })
    expect(parse(yaml.endpoint ?? '')).toMatchObject({
      apiVersion: 'connectivity.iotoperations.azure.com/v1',
      kind: 'DataflowEndpoint',
      spec: {
        mqttSettings: {
          host: 'broker.parent.example.net:8883',
          authentication: {
            method: 'X509Certificate',
            x509CertificateSettings: { secretRef: 'parent-site-client' },
          },
          tls: { trustedCaCertificateConfigMapRef: 'parent-site-ca' },
          clientIdPrefix: 'plant-7-',
        },
      },
    })
    expect(parse(yaml.sync ?? '')).toMatchObject({
      kind: 'SecretSync',
      spec: { secretProviderClassName: 'spc-ops-1', secretObject: { data: [{ targetKey: 'client_cert.pem' }, {}] } },
    })
    const operations = [
      { operationType: 'Source', sourceSettings: { endpointRef: 'parent-site', dataSources: ['orders/plant-7/#'] } },
      { operationType: 'Destination', destinationSettings: { endpointRef: 'default', dataDestination: 'orders' } },
    ]
    expect(parse(yaml.down ?? '')).toMatchObject({ kind: 'Dataflow', spec: { profileRef: 'default', operations } })
    const listed = parseObjects(`array:\n${(yaml['provider-class'] ?? '').replace(/^/gm, '  ')}`)
    expect(listed).toMatchObject({ ok: true, value: [{ object: { objectName: 'parent-site-client-cert' } }, {}] })
    expect(yaml.vault).toBeUndefined()
  })

  it('says how an encoded secret of the vault is read', () => {
    const [one] = identity.parts
    const parts = one ? [{ ...one, stored: false, fileEncoding: 'hex' }] : []
    const [, entries] = planOf({ ...input, identity: { ...identity, parts } })
    expect(entries?.yaml).toContain('objectEncoding: hex')
  })

  it('is written in steps that follow each other as its objects do', () => {
    expect(linkSteps(planOf(input)).map(({ label }) => label)).toEqual([
      'Create the config map of authorities',
      'Store in Key Vault',
      'List in the provider class',
      'Create the sync object',
      'Secret present in the cluster',
      'Content verified',
      'Create the endpoint',
      'Create the dataflow up',
      'Create the dataflow down',
    ])
    const direct = planOf({ ...input, identity: { ...identity, providerClass: undefined } })
    expect(linkSteps(direct).map(({ label }) => label)).toContain('Write the Secret')
    const used = planOf({ ...input, form: { ...wholeLink, identity: 'there' }, identity: undefined })
    expect(linkSteps(used).map(({ id }) => id)).toEqual(['endpoint', 'up'])
  })

  it('marks what stands, and changes nothing else by it', () => {
    fc.assert(
      fc.property(anyMade, (made) => {
        const plan = planOf({ ...input, made })
        expect(linkSteps(plan)).toEqual(linkSteps(planOf(input)))
        const standing = plan.filter(({ deed }) => deed === 'stands').map(({ id }) => (id === 'sync' ? 'secret' : id))
        const parts = madeOrder.filter((part) => made[part] && part !== 'vault' && part !== 'entries')
        expect(standing).toEqual(parts)
      }),
      { numRuns: 30 },
    )
  })
})
