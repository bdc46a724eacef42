import { describe, expect, test } from 'vitest'
import { nextReading, totalsOf, type Total } from './flow-counters'

describe('totalsOf', () => {
  test('adds up each side and kind of service, with and without `_total`', () => {
    const text = [
      'aio_dataflow_messages_received_total{source_service_type="Local AIO MQTT Broker",category="a"} 10',
      'aio_dataflow_messages_received_total{source_service_type="Local AIO MQTT Broker",category="b"} 5',
      'aio_dataflow_messages_sent{target_service_type="Event Grid"} 7',
      'aio_dataflow_messages_sent{category="a"} 1',
      'aio_dataflow_bytes_sent{target_service_type="Event Grid"} 999',
      'aio_dataflow_messages_sent_created{target_service_type="Event Grid"} 1.7e9',
    ].join('\n')
    expect(totalsOf(text)).toEqual([
      { side: 'source', service: 'Local AIO MQTT Broker', total: 15 },
      { side: 'destination', service: 'Event Grid', total: 7 },
      { side: 'destination', service: 'Other', total: 1 },
    ])
  })

  test('has nothing, and not zero, where nothing is counted', () => {
    expect(totalsOf('up 1\n')).toEqual([])
    expect(totalsOf('<html>not found</html>')).toEqual([])
  })

  test('knows no more services than is sensible', () => {
    const lines = Array.from({ length: 5_000 }, (_, at) => `aio_dataflow_messages_sent{target_service_type="s${at}"} 1`)
    expect(totalsOf(lines.join('\n'))).toHaveLength(100)
  })
})

describe('nextReading', () => {
  const sent = (total: number): Total[] => [{ side: 'destination', service: 'Event Grid', total }]
  const start = nextReading(undefined, sent(100), 'pod', 1_000)

  test('the first one has totals and no rates', () => {
    expect(start).toEqual({ life: 'pod', followedSince: 1_000, readAt: 1_000, counters: sent(100) })
  })

  test('the second one has the rate of the time between, and when the counter was seen to move', () => {
    const second = nextReading(start, sent(150), 'pod', 11_000)
    expect(second).toMatchObject({ followedSince: 1_000, counters: [{ total: 150, perSecond: 5, movedAt: 11_000 }] })
    const third = nextReading(second, sent(150), 'pod', 21_000)
    expect(third).toMatchObject({ followedSince: 1_000, counters: [{ perSecond: 0, movedAt: 11_000 }] })
  })

  test('a counter that never moved while it was followed says no time', () => {
    const second = nextReading(start, sent(100), 'pod', 11_000)
    expect(second.counters[0]).toEqual({ ...sent(100)[0], perSecond: 0 })
  })

  test('a counter that fell was started anew: all it shows has come since', () => {
    expect(nextReading(start, sent(20), 'pod', 11_000).counters[0]).toMatchObject({ perSecond: 2, movedAt: 11_000 })
  })

  test('a counter that appears has counted all it shows since the last reading', () => {
    const silent = nextReading(undefined, [], 'pod', 1_000)
    expect(nextReading(silent, sent(10), 'pod', 11_000).counters[0]).toMatchObject({ perSecond: 1, movedAt: 11_000 })
  })

  test('a counter that is gone is not shown as zero', () => {
    expect(nextReading(start, [], 'pod', 11_000).counters).toEqual([])
  })

  test.each([
    ['another pod of the same name', 'pod-2', 11_000],
    ['a gap', 'pod', 1_000 + 45_001],
    ['clock-skew: a clock that was set back', 'pod', 900],
  ])('%s begins anew', (_, life, at) => {
    expect(nextReading(start, sent(500), life, at)).toEqual({
      life,
      followedSince: at,
      readAt: at,
      counters: sent(500),
    })
  })
})
