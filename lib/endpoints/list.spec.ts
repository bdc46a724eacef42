import { describe, expect, it } from 'vitest'
import { endpointUses } from '@/lib/dataflows/usage'
import type { DataflowRow } from '@/lib/dataflows/row'
import { listItems } from './list'
import { queryItems, readListQuery, sortKeys, typesIn, writeListQuery, type ListQuery } from './list-query'
import type { EndpointRow } from './row'

const row = (name: string, part: Partial<EndpointRow> = {}): EndpointRow => ({
  name,
  resourceVersion: '1',
  uid: name,
  createdAt: '2026-11-22T10:00:00Z',
  endpointType: 'Mqtt',
  host: 'broker.example.net:8883',
  method: 'X509Certificate',
  tls: 'Enabled',
  ...part,
})

const flow = (name: string, from: string, to: string): DataflowRow => ({
  name,
  resourceVersion: '1',
  uid: name,
  profile: 'default',
  mode: 'Enabled',
  createdAt: 0,
  source: { endpoint: from, topics: [] },
  destination: { endpoint: to, target: '' },
})

const rows = [
  row('default', { host: 'aio-broker:18883', method: 'ServiceAccountToken', createdAt: '2026-11-01T00:00:00Z' }),
  row('line-10', { method: 'Anonymous', tls: 'Disabled', createdAt: '2026-11-03T00:00:00Z' }),
  row('line-9', { createdAt: '2026-11-02T00:00:00Z' }),
  row('hub', { endpointType: 'Kafka', host: 'ns.servicebus.windows.net:9093', method: 'Sasl' }),
]
const uses = endpointUses([flow('uplink', 'default', 'line-9'), flow('relay', 'default', 'hub')])
const items = listItems(rows, uses, [])
const names = (query: Partial<ListQuery>) =>
  queryItems(items, { search: '', type: '', sort: 'name', descending: false, ...query }).map((item) => item.row.name)

describe('listItems', () => {
  it('joins rows with types, methods and uses', () => {
    expect(items[0]).toEqual({
      row: rows[0],
      typeLabel: 'Azure IoT Operations Local MQTT',
      typeId: 'local-mqtt',
      methodLabel: 'Service account token',
      usedBy: [
        { dataflow: 'relay', side: 'source' },
        { dataflow: 'uplink', side: 'source' },
      ],
      isDefault: true,
    })
    expect(items[3]).toMatchObject({ typeId: 'event-hubs', typeLabel: 'Azure Event Hubs', methodLabel: 'SASL' })
  })

  it('tells how lines stand, and of whole knowledge that the others are not in use', () => {
    const names = new Map([['hub', 'disconnected']] as const)
    const own = rows.map((row) => ({ ...row }))
    const states = (whole: boolean) => listItems(own, uses, [], { names, whole }).map(({ state }) => state)
    expect(states(false)).toEqual([undefined, undefined, undefined, 'disconnected'])
    expect(states(true)).toEqual(['not-in-use', 'not-in-use', 'not-in-use', 'disconnected'])
    const query = { search: '', type: '', sort: 'state', descending: false } as const
    const sorted = queryItems(listItems(own, uses, [], { names, whole: true }), query)
    expect(sorted[0]?.row.name).toBe('hub')
  })

  it('keeps the identity of lines whose row, uses and services are the same', () => {
    const again = listItems(
      rows,
      endpointUses([flow('uplink', 'default', 'line-9'), flow('relay', 'default', 'hub')]),
      [],
    )
    expect(again.every((item, at) => item === items[at])).toBe(true)
    const changed = listItems(rows, endpointUses([flow('uplink', 'default', 'line-9')]), [])
    expect(changed.map((item, at) => item === items[at])).toEqual([false, true, true, false])
  })

  it('classifies anew when a listener’s service becomes known', () => {
    const mine = [row('plant', { host: 'plant-broker:1883' })]
    expect(listItems(mine, new Map(), [])[0]?.typeId).toBe('custom-mqtt')
    expect(listItems(mine, new Map(), [{ service: 'plant-broker' }])[0]?.typeId).toBe('local-mqtt')
  })
})

describe('queryItems', () => {
  it('sorts numbers in names as numbers', () => {
    expect(names({})).toEqual(['default', 'hub', 'line-9', 'line-10'])
    expect(names({ descending: true })).toEqual(['line-10', 'line-9', 'hub', 'default'])
  })

  it.each(sortKeys)('sorts by %s both ways, names deciding ties', (sort) => {
    const [up, down] = [names({ sort }), names({ sort, descending: true })]
    expect([...up].sort()).toEqual([...down].sort())
    expect(up).toHaveLength(rows.length)
  })

  it('puts the youngest first by age, and the most used last by use', () => {
    expect(names({ sort: 'age' })).toEqual(['hub', 'line-10', 'line-9', 'default'])
    expect(names({ sort: 'used', descending: true })[0]).toBe('default')
  })

  it('finds words in any column, in any order', () => {
    expect(names({ search: 'EXAMPLE line' })).toEqual(['line-9', 'line-10'])
    expect(names({ search: 'none' })).toEqual(['line-10'])
    expect(names({ search: 'relay' })).toEqual(['default', 'hub'])
    expect(names({ search: 'nowhere' })).toEqual([])
  })

  it('filters by type', () => {
    expect(names({ type: 'Azure Event Hubs' })).toEqual(['hub'])
    expect(typesIn(items)).toEqual([
      { label: 'Azure Event Hubs', count: 1 },
      { label: 'Azure IoT Operations Local MQTT', count: 1 },
      { label: 'Custom MQTT Broker', count: 2 },
    ])
  })
})

describe('the list’s URL', () => {
  it('holds the whole state, and nothing when it is the usual', () => {
    const state: ListQuery = { search: 'line 4 & more', type: 'Custom MQTT Broker', sort: 'age', descending: true }
    expect(readListQuery(new URLSearchParams(writeListQuery(state)))).toEqual(state)
    expect(writeListQuery({ search: ' ', type: '', sort: 'name', descending: false })).toBe('')
  })

  it.each(['sort=colour', 'sort=', 'sort=-', 'search=&type=', 'sort=-constructor'])(
    'falls back to the usual: %s',
    (search) => {
      expect(readListQuery(new URLSearchParams(search))).toEqual({
        search: '',
        type: '',
        sort: 'name',
        descending: false,
      })
    },
  )
})
