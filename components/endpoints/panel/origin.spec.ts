import { describe, expect, it } from 'vitest'
import type { Field } from '@/lib/endpoints/types/define'
import { localMqtt } from '@/lib/endpoints/types/local-mqtt'
import { originOf as originIn } from './origin'

const keepAlive: Field = {
  key: 'keepAlive',
  label: 'Keep alive',
  tab: 'advanced',
  path: ['mqttSettings', 'keepAliveSeconds'],
  control: { kind: 'number', min: 0, max: 65_535, unit: 's' },
  default: '60',
  hint: '',
}

const originOf = (field: Field, values: Record<string, string>) => originIn(localMqtt, field, values)

describe('originOf', () => {
  it('states the default that is in force', () => {
    expect(originOf(keepAlive, {})).toEqual({ text: 'Default: 60 s', resettable: false })
  })

  it('states what is set here, zero included, and offers the way back', () => {
    expect(originOf(keepAlive, { keepAlive: '0' })).toEqual({ text: 'Set here; default is 60 s', resettable: true })
    expect(originOf(keepAlive, { keepAlive: '60' })).toEqual({
      text: 'Set here to the default, 60 s',
      resettable: true,
    })
  })

  it('names where a default comes from', () => {
    expect(originOf({ ...keepAlive, defaultNote: 'from the broker' }, {})?.text).toBe('Default: 60 s (from the broker)')
  })

  it('is silent for fields without a default, and for those held at a value', () => {
    expect(originOf({ ...keepAlive, default: undefined }, {})).toBeUndefined()
    expect(originOf({ ...keepAlive, locked: { value: '60', reason: 'The broker asks for it.' } }, {})).toBeUndefined()
  })
})
