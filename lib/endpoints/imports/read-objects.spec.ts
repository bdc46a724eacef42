import { describe, expect, it } from 'vitest'
import { maxYamlBytes } from '@/lib/core/yaml-guard'
import { readObjects } from './read-objects'

const endpoint = (name: string, more = '') => `apiVersion: connectivity.iotoperations.azure.com/v1
kind: DataflowEndpoint
metadata:
  name: ${name}
${more}spec:
  endpointType: Mqtt
  mqttSettings: { host: "broker.example.net:8883" }
`
const spec = { endpointType: 'Mqtt', mqttSettings: { host: 'broker.example.net:8883' } }
const titles = (text: string) => readObjects(text).map(({ title }) => title)
const problems = (text: string) => readObjects(text).flatMap((object) => object.problems)

describe('readObjects', () => {
  it('reads several documents, comments and empty ones among them', () => {
    const text = `# two\n---\n${endpoint('one-a')}---\n\n---\n${endpoint('two-b')}`
    expect(titles(text)).toEqual(['one-a', 'two-b'])
    expect(readObjects(text)[1]).toMatchObject({ place: 'Document 2', draft: { name: 'two-b', spec }, problems: [] })
  })

  it('reads the list of kubectl get, in YAML and in JSON', () => {
    const item = { apiVersion: 'connectivity.iotoperations.azure.com/v1beta1', kind: 'DataflowEndpoint' }
    const items = [{ ...item, metadata: { name: 'one-a', uid: 'u', resourceVersion: '7' }, spec }]
    const [object] = readObjects(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, '\t'))
    expect(object).toMatchObject({ draft: { name: 'one-a', spec }, problems: [] })
    expect(object?.notes).toEqual(['Left out: uid and resourceVersion, which the cluster gives anew.'])
  })

  it.each([
    ['a template', { $schema: 'x#', resources: [1].map(() => resource("[concat(parameters('i'), '/plant-uplink')]")) }],
    [
      'symbolic names',
      { languageVersion: '2.0', resources: { a: resource("[format('{0}/{1}', parameters('i'), 'plant-uplink')]") } },
    ],
    ['format', { resources: [resource("[format('{0}/plant-uplink', parameters('i'))]")] }],
    ['what az prints', { ...resource('plant-uplink'), id: '/subscriptions/x', systemData: {}, resourceGroup: 'g' }],
    ['what az lists', [resource('aio/plant-uplink')]],
  ])('reads a resource of Azure Resource Manager out of %s', (title, text) => {
    const [object] = readObjects(JSON.stringify(text))
    if (title === 'symbolic names') return expect(object?.problems[0]).toMatch(/name is an expression/)
    expect(object?.draft).toEqual({ name: 'plant-uplink', spec })
    expect(object?.problems).toEqual([])
    expect(object?.notes).toEqual(['Left out: provisioningState, which Azure manages.'])
  })

  it('keeps the healthy objects of a set with a bad one', () => {
    const objects = readObjects(
      `${endpoint('good-a')}---\nkind: Secret\nmetadata: { name: x }\n---\n${endpoint('good-b')}`,
    )
    expect(objects.map((object) => object.problems.length)).toEqual([0, 1, 0])
  })

  it('strict-body: refuses what an endpoint does not have, each with a sentence', () => {
    expect(problems(`${endpoint('a-b')}status: { level: ok }\n`)).toEqual([
      'It carries “status”, which only the cluster writes. Remove it.',
    ])
    expect(problems(endpoint('a-b', '  managedFields: []\n'))).toEqual([
      'It carries metadata.managedFields, which the cluster keeps by itself. Remove it.',
    ])
    expect(problems(endpoint('a-b', '  ownerReferences: []\n  finalizers: [x]\n'))).toEqual([
      'It carries metadata.ownerReferences, which would tie its life to another object. Remove it.',
      'It carries metadata.finalizers, which would keep it from being deleted. Remove it.',
    ])
    for (const key of ['__proto__', 'constructor']) {
      const text = JSON.stringify({ kind: 'DataflowEndpoint' }).replace('}', `,"spec":{"${key}":{"polluted":1}}}`)
      expect(problems(text)).toEqual([`“${key}” is no field of an endpoint. Remove it.`])
      expect(problems(`kind: DataflowEndpoint\nspec: { ${key}: { polluted: 1 } }`)).toHaveLength(1)
    }
    expect({}).not.toHaveProperty('polluted')
  })

  it('refuses kinds that are none of its own, and does not repeat what they hold', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: keys }\ndata: { key: aHVudGVyMg== }'
    const [object] = readObjects(secret)
    expect(object?.title).toBe('Secret keys')
    expect(object?.problems).toEqual([
      'This is a Secret (v1). Only dataflow endpoints are imported here: DataflowEndpoint of connectivity.iotoperations.azure.com/v1.',
    ])
    expect(JSON.stringify(object)).not.toContain('aHVudGVyMg')
    expect(problems(endpoint('a-b').replace('connectivity.iotoperations', 'mqttbroker'))).toHaveLength(1)
    expect(problems('{"type": "Microsoft.Storage/storageAccounts", "name": "x"}')).toEqual([
      'This is a resource of the type Microsoft.Storage/storageAccounts. Only dataflow endpoints are imported here: Microsoft.IoTOperations/instances/dataflowEndpoints.',
    ])
    expect(problems('just a text')).toEqual(['This is not an object.'])
  })

  it('takes none of several objects of one name', () => {
    const text = [endpoint('twin-a'), endpoint('other-a'), endpoint('twin-a')].join('---\n')
    expect(readObjects(text).map((object) => object.problems.length)).toEqual([1, 0, 1])
  })

  it('says what is wrong with a name, a label and a missing type', () => {
    expect(problems(endpoint('Not_A_Name'))).toEqual(['Name: Use lower-case letters only.'])
    expect(problems(endpoint('a-b', '  labels: { line: 4 }\n'))).toEqual([
      'The value of line in metadata.labels is no text. Put it in quotes.',
    ])
    expect(problems(endpoint('a-b').replace('endpointType', 'type'))).toEqual(['It does not say its endpointType.'])
  })

  it('takes no expression of a template for a value', () => {
    const held = resource('aio/plant-uplink', { host: "[parameters('host')]" })
    expect(problems(JSON.stringify({ resources: [held, { ...held, copy: { count: 3 } }] }))).toHaveLength(5)
  })

  it('yaml-bomb: is read in no time and refused', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((key, at) => `${key}: &${key} [${`*${'abcdefghi'[at]},`.repeat(9)}]`)
      .join('\n')}`
    const hostile = [
      bomb,
      `${endpoint('a-b')}x: *nothing\n`,
      '['.repeat(20_000),
      '{"a":'.repeat(20_000),
      '- '.repeat(20_000),
      Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'x'.repeat(maxYamlBytes + 1),
      `${endpoint('a-b')}kind: DataflowEndpoint\n`,
      `a: !!js/function "x"\n`,
      `a: !secret x\n`,
      `${endpoint('a-b')}---\na: 1e1000\n`,
      `a: 0o17\n`,
      `a: 017\n`,
      `a: [b\n`,
      Array.from({ length: 300 }, () => 'a: 1').join('\n---\n'),
    ]
    const started = performance.now()
    for (const text of hostile) expect(problems(text).length, text.slice(0, 60)).toBeGreaterThan(0)
    expect(performance.now() - started).toBeLessThan(4_000)
    expect(problems('a: 017')).toEqual([
      '017 means different numbers to different readers. Write it without the leading zero, or in quotes.',
    ])
    expect(problems('a: 1e1000')).toEqual(['1e1000 is no number that a cluster takes.'])
    expect(problems('a: &x 1\nb: *x')).toEqual(['It repeats a part of itself by an alias (*name). Write the part out.'])
  })

  it('reads nothing out of nothing', () => {
    for (const text of ['', '\n\n', '---\n---\n', '# only a comment']) expect(readObjects(text)).toEqual([])
  })
})

function resource(name: string, settings: object = spec.mqttSettings) {
  return {
    type: 'microsoft.iotoperations/instances/dataflowendpoints',
    apiVersion: '2026-03-01',
    name,
    extendedLocation: { name: 'x', type: 'CustomLocation' },
    properties: { endpointType: 'Mqtt', provisioningState: 'Succeeded', mqttSettings: settings },
  }
}
