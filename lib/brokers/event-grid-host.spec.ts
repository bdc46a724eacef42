import { expect, test } from 'vitest'
import { eventGridHost, isEventGridHost } from './event-grid-host'

test.each([
  ['ns.westeurope-1.ts.eventgrid.azure.net:8883', { speaks: 'MQTT', sovereign: false }],
  ['NS.WestEurope-1.TS.EventGrid.Azure.net.:443/mqtt', { speaks: 'MQTT', sovereign: false }],
  ['ns.westeurope-1.eventgrid.azure.net', { speaks: 'HTTP', sovereign: false }],
  ['ns.usgovvirginia-1.ts.eventgrid.azure.us:8883', { speaks: 'MQTT', sovereign: true }],
  ['ns.chinanorth3-1.eventgrid.azure.cn:8883', { speaks: 'HTTP', sovereign: true }],
])('%s is a host of Event Grid', (host, told) => {
  expect(eventGridHost(host)).toEqual(told)
  expect(isEventGridHost(host)).toBe(true)
})

test.each(['', 'eventgrid.azure.net:8883', 'ns.eventgrid.azure.net.example.net:8883', 'myeventgrid.azure.net:8883'])(
  '“%s” is none',
  (host) => {
    expect(eventGridHost(host)).toBeUndefined()
    expect(isEventGridHost(host)).toBe(false)
  },
)
