import { describe, expect, it } from 'vitest'
import { candidates, listedPlace, parseNames } from './names'

const names = parseNames(`
# of the plant
aio-broker.azure-iot-operations.svc:18883 10.20.0.5:31883
Partner-HQ-Broker.azure-iot-operations.svc:8883 [fd00::5]:30883   # by node port
event.example.net:8883 -
broken line here
no-port 10.0.0.1:1
far.example:8883 10.0.0.1:99999
`)
const at = (host: string, port: number) => listedPlace(names, host, port, 'azure-iot-operations')

describe('listedPlace', () => {
  it('finds a Service of the namespace by its bare name, and any name as it is written', () => {
    expect(at('aio-broker', 18883)).toEqual({ address: '10.20.0.5', port: 31883 })
    expect(at('partner-hq-broker.azure-iot-operations.svc', 8883)).toEqual({ address: 'fd00::5', port: 30883 })
  })

  it('tells a port that is not listed, and a name without a place, from a name that is not listed', () => {
    expect(at('aio-broker', 1883)).toBe('nowhere')
    expect(at('event.example.net', 8883)).toBe('nowhere')
    expect(at('far.example', 8883)).toBeUndefined()
    expect(at('broken', 8883)).toBeUndefined()
  })
})

describe('candidates', () => {
  it('looks for a name without a dot in the namespace of the instance first', () => {
    expect(candidates('aio-broker', 'plant')).toEqual(['aio-broker.plant.svc', 'aio-broker'])
    expect(candidates('aio-broker.other', 'plant')).toEqual(['aio-broker.other'])
    expect(candidates('localhost', 'plant')).toEqual(['localhost'])
  })
})
