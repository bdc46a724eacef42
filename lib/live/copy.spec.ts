import { expect, test } from 'vitest'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { createCopy } from './copy'

const object = (
  name: string,
  resourceVersion: string,
  more: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject => ({
  metadata: { name, resourceVersion, uid: `uid-${name}`, ...more },
})

test('a new list answers only what really changed', () => {
  const copy = createCopy()
  const kept = object('kept', '1')
  copy.replace([kept, object('changed', '1'), object('gone', '1')])
  const same = copy.objects.get('kept')
  const changes = copy.replace([object('kept', '1'), object('changed', '2'), object('born', '1')])
  expect(changes.map(({ name, object: now }) => [name, now?.metadata.resourceVersion])).toEqual([
    ['gone', undefined],
    ['changed', '2'],
    ['born', '1'],
  ])
  expect(copy.objects.get('kept')).toBe(same)
})

test('an object deleted and made anew is another one, whatever its version', () => {
  const copy = createCopy()
  copy.apply(object('twin', '1'))
  expect(copy.apply(object('twin', '1', { uid: 'another' }))).toHaveLength(1)
})

test('removing what is not there is no change', () => {
  expect(createCopy().remove('nobody')).toEqual([])
})

test('of managed fields only who, how, when and which part is kept', () => {
  const copy = createCopy()
  const time = '2026-01-01T00:00:00Z'
  const managedFields = [
    { manager: 'kubectl', operation: 'Update', time, fieldsV1: { 'f:spec': {} } },
    { manager: 'operator', operation: 'Update', time, subresource: 'status', fieldsV1: { 'f:status': {} } },
  ]
  copy.apply(object('a', '1', { managedFields }))
  expect(copy.objects.get('a')?.metadata.managedFields).toEqual([
    { manager: 'kubectl', operation: 'Update', time },
    { manager: 'operator', operation: 'Update', time, subresource: 'status' },
  ])
})
