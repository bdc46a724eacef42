import { describe, expect, it } from 'vitest'
import { parseSettings } from './settings'
import { parseException } from './test-settings'

describe('parseException', () => {
  it.each(['10.0.0.0/33', '10.0.0.0/8:443', 'broker:8883', '127.0.0.1:0', '127.0.0.1:70000', '', '/', '10.0.0.1:80/a'])(
    'refuses %j',
    (text) => expect(parseException(text)).toBeUndefined(),
  )

  it('reads blocks, addresses, and addresses with a port', () => {
    expect(parseException('10.0.0.0/8')).toMatchObject({ block: { prefix: 8 } })
    expect(parseException('10.1.2.3')).toMatchObject({ block: { prefix: 32 } })
    expect(parseException('[::1]:1883')).toMatchObject({ block: { prefix: 128 }, port: 1883 })
  })
})

describe('parseSettings', () => {
  it('reads what tests of connections may dial, and says what is no block', () => {
    const parsed = parseSettings({ SLUICE_TEST_ALLOW: '127.0.0.1:1883, 10.0.0.0/8', SLUICE_TEST_NAMES: '/etc/names' })
    expect(parsed).toMatchObject({
      ok: true,
      settings: { tests: { allow: [{ port: 1883 }, {}], deny: [], namesFile: '/etc/names' } },
    })
    expect(parseSettings({ SLUICE_TEST_DENY: 'everything' })).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^SLUICE_TEST_DENY must be blocks of addresses/)],
    })
  })
})
