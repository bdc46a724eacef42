import { describe, expect, it } from 'vitest'
import { bulkSettingOf, bulkSettings, fieldFor, hiddenBecause, planSetting, valuesToSet } from './bulk-setting'
import type { EndpointListItem } from './list'
import { endpointTypeById, endpointTypes } from './types'

const ca = bulkSettingOf('trusted-ca')
const prefix = bulkSettingOf('client-id-prefix')
const custom = endpointTypeById('custom-mqtt')

const item = (row: Partial<EndpointListItem['row']> = {}, typeId: string | null = 'custom-mqtt'): EndpointListItem => ({
  row: {
    ...{ name: 'plant-uplink', uid: 'u-1', resourceVersion: '7', createdAt: '', endpointType: 'Mqtt', host: 'a:1' },
    ...{ method: 'Anonymous', tls: 'Enabled' as const },
    ...row,
  },
  ...{ typeId, typeLabel: 'Some type', methodLabel: 'None', usedBy: [], isDefault: false },
})

const field = (setting: typeof ca) => {
  const found = fieldFor(custom, setting)
  if (!found) throw new Error(`no field for ${setting.id}`)
  return found
}

describe('fieldFor', () => {
  it('finds the setting by its place in the resource, whatever the type calls it', () => {
    for (const setting of bulkSettings) {
      const having = endpointTypes.filter((type) => fieldFor(type, setting) !== undefined)
      expect(having.length, setting.id).toBeGreaterThanOrEqual(2)
    }
    expect(field(ca).key).toBe('caConfigMap')
    expect(field(prefix).key).toBe('clientIdPrefix')
  })
})

describe('planSetting', () => {
  it('tells what would change, and what is so already', () => {
    expect(planSetting(item({ caConfigMap: 'old-ca' }), ca, 'new-ca')).toEqual({ kind: 'change', before: 'old-ca' })
    expect(planSetting(item(), ca, 'new-ca')).toEqual({ kind: 'change', before: '' })
    expect(planSetting(item({ clientIdPrefix: 'a-' }), prefix, 'a-')).toEqual({ kind: 'same' })
    expect(planSetting(item(), prefix, '')).toEqual({ kind: 'same' })
  })

  it('leaves out what has no such setting', () => {
    expect(planSetting(item({}, null), ca, 'x').kind).toBe('left-out')
    expect(planSetting(item({ tls: 'Disabled' }), ca, 'x')).toEqual({
      kind: 'left-out',
      problem: 'Its TLS is off, so it trusts no CA.',
    })
    expect(planSetting(item({ tls: 'Disabled' }), prefix, 'x').kind).toBe('change')
  })
})

describe('valuesToSet', () => {
  const spec = { endpointType: 'Mqtt', mqttSettings: { host: 'a:1', qos: 0, clientIdPrefix: 'theirs-' } }

  it('changes the one field, from what was reviewed: what somebody else made of it meanwhile is a conflict', () => {
    const change = valuesToSet(custom, field(prefix), spec, { before: 'reviewed-', after: 'mine-' })
    expect(change?.base).toMatchObject({ host: 'a:1', qos: '0', clientIdPrefix: 'reviewed-' })
    expect(change?.values).toMatchObject({ host: 'a:1', qos: '0', clientIdPrefix: 'mine-' })
  })

  it('sets nothing that what stands beside it hides, and says what does', () => {
    const bare = { endpointType: 'Mqtt', mqttSettings: { host: 'a:1', tls: { mode: 'Disabled' } } }
    expect(valuesToSet(custom, field(ca), bare, { before: '', after: 'x' })).toBeUndefined()
    expect(hiddenBecause(custom, field(ca), bare)).toMatch(/is Disabled, so it has no Trusted CA/)
  })
})
