import * as fc from 'fast-check'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { completeValues, valuesOf } from '../form-values'
import { readObjects } from '../imports/read-objects'
import { newResource } from '../new-resource'
import type { EndpointSpec } from '../resource-types'
import { chosen, clusterSpec, formValues } from '../test-arbitraries'
import { endpointTypeById, endpointTypes } from '../types'
import { dialects } from '.'
import { draftOfForm, draftOfResource, type EndpointDraft } from './draft'

const place = { namespace: 'azure-iot-operations', hostType: true }

/** A draft with everything that a dialect could trip over. */
const awkward: EndpointDraft = {
  name: 'site-a-uplink',
  namespace: 'azure-iot-operations',
  labels: { line: '4', 'example.com/on': 'on' },
  annotations: { 'example.com/note': 'it’s ${not} an expression' },
  spec: {
    endpointType: 'Mqtt',
    hostType: 'CustomMqtt',
    mqttSettings: {
      host: '[fd00::12]:8883',
      authentication: { method: 'X509Certificate', x509CertificateSettings: { secretRef: 'uplink-x509' } },
      tls: { mode: 'Enabled', trustedCaCertificateConfigMapRef: 'parent-ca' },
      clientIdPrefix: `it's ${'${'}x} \\ [a]`,
      qos: 0,
      keepAliveSeconds: 0,
      'x-vendor': { ratio: 0.5, on: true, off: null, list: ['[a]', '[[b]', 'no', 7], none: [], empty: {} },
    },
  },
}

const exampleOf = (id: string): EndpointDraft => {
  const type = endpointTypeById(id)
  const { name, values } = type.example
  return draftOfForm(type, { name, values: completeValues(type, values) }, place)
}

describe('dialects', () => {
  const golden = {
    'local-mqtt': [exampleOf('local-mqtt')],
    'event-grid-mqtt': [exampleOf('event-grid-mqtt')],
    'custom-mqtt': [exampleOf('custom-mqtt')],
    awkward: [awkward],
    several: [exampleOf('event-grid-mqtt'), awkward],
  }

  it.each(Object.entries(golden).flatMap(([title, drafts]) => dialects.map((dialect) => ({ title, drafts, dialect }))))(
    'writes $title as $dialect.label',
    async ({ title, drafts, dialect }) => {
      await expect(dialect.write(drafts)).toMatchFileSnapshot(`./golden/${title}.${dialect.id}.${dialect.extension}`)
    },
  )

  it('keeps zeros in every dialect', () => {
    for (const { write, label } of dialects) expect(write([awkward]), label).toMatch(/"?keepAliveSeconds"?: 0\b/)
  })

  it('names resources of Bicep each by a name of its own', () => {
    const named = (name: string) => ({ ...awkward, name })
    const bicep = dialects[1]?.write(['a-b', 'a.b', 'ab', 'aB', '4x', 'instance'].map(named)) ?? ''
    const symbols = [...bicep.matchAll(/^resource (\w+) '.*' = \{$/gm)].map(([, symbol]) => symbol)
    expect(symbols).toEqual(['aB', 'aB_2', 'ab', 'aB_3', 'endpoint4x', 'instance_2'])
  })

  it('gives a shell no way out of its quotes', () => {
    const cli = dialects[3]?.write([{ ...awkward, name: "x'; rm -rf ~ #\nJSON" }]) ?? ''
    expect(cli).toContain("--name 'x'\\''; rm -rf ~ #\nJSON' --config-file 'endpoint.json'")
  })
})

/** What comes back out of a text that holds one endpoint. */
const back = (text: string) => {
  const [object, ...others] = readObjects(text)
  expect(others).toEqual([])
  return object
}

describe('export → import is identity', () => {
  const names = fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/)

  it.each(endpointTypes)('for every form of $label', (type) => {
    fc.assert(
      fc.property(names, formValues(type), (name, values) => {
        const draft = draftOfForm(type, { name, values }, place)
        for (const { id, write } of dialects) {
          if (id === 'bicep' || id === 'cli') continue
          const object = back(write([draft]))
          expect(object?.problems, id).toEqual([])
          expect(object?.draft?.name).toBe(name)
          expect(object?.draft?.spec).toEqual(draft.spec)
          expect(valuesOf(type, object?.draft?.spec ?? {})).toEqual(valuesOf(type, draft.spec))
        }
      }),
      { numRuns: 30 },
    )
  })

  it.each(endpointTypes)('for whatever a cluster holds of $label, fields nobody knows included', (type) => {
    fc.assert(
      fc.property(names, clusterSpec(type).map(asOnTheWire).filter(isTaken), (name, spec) => {
        for (const { id, write } of dialects) {
          if (id === 'bicep' || id === 'cli') continue
          const object = back(write([{ name, spec }]))
          expect(object?.draft?.spec, id).toEqual(spec)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('for labels, annotations and texts of all kinds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z.]{1,9}\/[a-z]{1,9}$/), fc.string({ unit: 'grapheme' })),
        (labels) => {
          const kept = Object.keys(labels).length > 0 ? { labels, annotations: labels } : {}
          const draft: EndpointDraft = { ...awkward, ...kept }
          expect(back(dialects[0]?.write([draft]) ?? '')?.draft).toMatchObject(kept)
        },
      ),
    )
  })

  it('in YAML also for readers of its older version', () => {
    const texts = ['yes', 'on', 'No', '012', '0o17', '1_000', '12:30:45', '1e3', '~', 'null', '.inf', '2026-11-27']
    const spec = { endpointType: 'Mqtt', mqttSettings: Object.fromEntries(texts.map((text) => [`f${text}`, text])) }
    const yaml = dialects[0]?.write([{ name: 'old-readers', spec }]) ?? ''
    expect(parse(yaml, { version: '1.1' })).toMatchObject({ spec })
  })
})

/** JSON knows no minus zero. */
const asOnTheWire = (spec: EndpointSpec): EndpointSpec => JSON.parse(JSON.stringify(spec)) as EndpointSpec

/** An import refuses these names, wherever they stand. */
const isTaken = (spec: EndpointSpec): boolean => !/"(__proto__|constructor)":/.test(JSON.stringify(spec))

describe('draftOfForm', () => {
  it.each(endpointTypes)('of $label holds what the form would write', (type) => {
    fc.assert(
      fc.property(formValues(type), (values) => {
        const { spec } = newResource(type, 'x', values, { hostType: false })
        expect(draftOfForm(type, { name: 'x', values }, { ...place, hostType: false }).spec).toEqual(spec)
      }),
      { numRuns: 20 },
    )
  })

  it('of an existing endpoint keeps what no field shows, and not what the cluster manages', () => {
    const type = endpointTypeById('custom-mqtt')
    const live = {
      apiVersion: 'connectivity.iotoperations.azure.com/v1beta1',
      kind: 'DataflowEndpoint',
      metadata: {
        name: 'kept',
        uid: 'u-1',
        resourceVersion: '7',
        labels: {},
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
      },
      spec: { endpointType: 'Mqtt', mqttSettings: { host: 'a:1', 'x-vendor': 1 } },
      status: { level: 'ok' },
    }
    const values = { ...valuesOf(type, live.spec), host: 'b:2' }
    expect(draftOfForm(type, { name: 'kept', values }, place, live)).toEqual({
      name: 'kept',
      apiVersion: 'connectivity.iotoperations.azure.com/v1beta1',
      spec: { endpointType: 'Mqtt', mqttSettings: { host: 'b:2', 'x-vendor': 1 } },
    })
    expect(draftOfResource(live)).not.toHaveProperty('annotations')
  })
})

describe('what a dialect says of secrets', () => {
  it.each(endpointTypes)('is the name of one, for $label', (type) => {
    for (const field of type.fields.filter(({ control }) => control.kind === 'secret')) {
      fc.assert(
        fc.property(chosen(type, field), (secret) => {
          const method = field.when?.is[0] ?? ''
          const values = completeValues(type, { method, [field.key]: secret })
          const { spec } = draftOfForm(type, { name: 'x', values }, place)
          expect(JSON.stringify(spec)).toContain(JSON.stringify(secret.trim()))
          expect(field.path.at(-1)).toBe('secretRef')
        }),
        { numRuns: 10 },
      )
    }
  })
})
