import { describe, expect, it } from 'vitest'
import { completeValues } from './form-values'
import { settingsSummary } from './summary'
import { customMqtt } from './types/custom-mqtt'

const setting = (values: Record<string, string>, key: string) =>
  settingsSummary(customMqtt, completeValues(customMqtt, { ...customMqtt.example.values, ...values })).find(
    (one) => one.key === key,
  )

describe('settingsSummary', () => {
  it('tells what is in force from where it comes', () => {
    expect(setting({}, 'keepAlive')).toMatchObject({ value: '60 s', source: 'default', differs: false })
    expect(setting({ keepAlive: '0' }, 'keepAlive')).toMatchObject({ value: '0 s', source: 'set', differs: true })
    expect(setting({ keepAlive: '60' }, 'keepAlive')).toMatchObject({ source: 'set', differs: false })
    expect(setting({}, 'cloudEvents')).toMatchObject({ value: 'Not set', source: 'not-set', differs: false })
    expect(setting({ clientIdPrefix: '' }, 'clientIdPrefix')).toMatchObject({ value: 'Not set', source: 'not-set' })
  })

  it('speaks in labels', () => {
    expect(setting({}, 'method')?.value).toBe('X509 certificate')
    expect(setting({}, 'tlsMode')?.value).toBe('Yes')
    expect(setting({ protocol: 'WebSockets' }, 'protocol')?.value).toBe('WebSockets')
    expect(setting({ protocol: 'Quic' }, 'protocol')?.value).toBe('Quic')
  })

  it('leaves hidden fields out', () => {
    expect(setting({}, 'audience')).toBeUndefined()
    expect(setting({ tlsMode: 'Disabled' }, 'caConfigMap')).toBeUndefined()
  })
})
