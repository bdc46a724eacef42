import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apiPath, isSegment, podMetricsPath } from './segment'

const endpoints = { group: 'connectivity.iotoperations.azure.com', version: 'v1', plural: 'dataflowendpoints' }
const hostile = [
  '',
  '.',
  '..',
  '%2e%2e',
  'a/b',
  'a?b',
  'a#b',
  'a b',
  'Upper',
  'a..b',
  '-a',
  'a-',
  'ä',
  'ａ',
  'a\n',
  'a\\b',
  'a:b',
  'a'.repeat(254),
]

describe('name-dots', () => {
  test.each(hostile)('refuses %j as a name, a namespace and a group', (text) => {
    for (const part of ['name', 'namespace'] as const) {
      const path = apiPath({ ...endpoints, namespace: 'plant', name: 'uplink', [part]: text })
      expect(path).toMatchObject({ ok: false, failure: { code: 'invalid', issues: [{ path: `metadata.${part}` }] } })
    }
    // The empty group is the core group.
    if (text !== '') expect(apiPath({ ...endpoints, group: text })).toMatchObject({ ok: false })
  })

  test('a namespace takes no dots and at most 63 characters, a name takes both', () => {
    expect(isSegment('namespace', 'a.b')).toBe(false)
    expect(isSegment('namespace', 'a'.repeat(64))).toBe(false)
    expect(isSegment('name', 'a.b')).toBe(true)
    expect(isSegment('name', 'a'.repeat(253))).toBe(true)
  })

  test('a built path has exactly the segments that were asked for, whatever was typed', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...hostile, 'default', 'a.b-c'),
      fc.stringMatching(/^[a-z0-9.-]{1,12}$/),
    )
    fc.assert(
      fc.property(texts, texts, (namespace, name) => {
        const path = apiPath({ ...endpoints, namespace, name })
        if (!path.ok) return
        const url = new URL(`https://cluster.invalid${path.value}`)
        expect(url.pathname).toBe(path.value)
        expect(url.search + url.hash).toBe('')
        expect(url.pathname.split('/').slice(1)).toEqual([
          'apis',
          endpoints.group,
          'v1',
          'namespaces',
          namespace,
          'dataflowendpoints',
          name,
        ])
      }),
      { numRuns: 1000 },
    )
  })
})

test('builds the paths of objects, collections, cluster-scoped objects and the core group', () => {
  expect(apiPath({ ...endpoints, namespace: 'plant', name: 'default' })).toEqual({
    ok: true,
    value: '/apis/connectivity.iotoperations.azure.com/v1/namespaces/plant/dataflowendpoints/default',
  })
  expect(apiPath({ group: '', version: 'v1', namespace: 'plant', plural: 'configmaps' })).toEqual({
    ok: true,
    value: '/api/v1/namespaces/plant/configmaps',
  })
  expect(
    apiPath({ group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions', name: 'a.b' }),
  ).toEqual({
    ok: true,
    value: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/a.b',
  })
})

test('reaches the metrics of a pod, and nothing else by the same way', () => {
  expect(podMetricsPath('plant', 'aio-dataflow-default-0', 9600)).toEqual({
    ok: true,
    value: '/api/v1/namespaces/plant/pods/aio-dataflow-default-0:9600/proxy/metrics',
  })
  for (const text of hostile) {
    expect(podMetricsPath('plant', text, 9600).ok).toBe(false)
    expect(podMetricsPath(text, 'pod', 9600).ok).toBe(false)
  }
  for (const port of [0, -1, 65_536, 9600.5, Number.NaN]) expect(podMetricsPath('plant', 'pod', port).ok).toBe(false)
})
