import { describe, expect, it } from 'vitest'
import { bridgeContextOf } from './bridge-context'
import { dataflowRow } from './projection'

const flow = (name: string) => [name, dataflowRow({ metadata: { name } })] as const

describe('bridgeContextOf', () => {
  it('leaves out what is not known whole', () => {
    expect(bridgeContextOf({ endpoints: undefined, profiles: undefined, listeners: undefined })).toEqual({})
    expect(bridgeContextOf({ endpoints: new Map(), profiles: undefined, listeners: new Map() })).toEqual({
      endpoints: new Map(),
      localServices: [],
    })
  })

  it('names each service of the local broker once, and not the dataflow that is edited', () => {
    const known = {
      endpoints: undefined,
      profiles: undefined,
      dataflows: new Map([flow('up'), flow('down')]),
      listeners: new Map([
        ['one', { service: 'aio-broker' }],
        ['two', { service: 'aio-broker' }],
      ]),
    }
    const { dataflows, localServices } = bridgeContextOf(known, 'up')
    expect([...(dataflows?.keys() ?? [])]).toEqual(['down'])
    expect(localServices).toEqual(['aio-broker'])
    expect(bridgeContextOf(known).dataflows?.size).toBe(2)
  })
})
