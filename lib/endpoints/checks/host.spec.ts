import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostName, splitHost } from '@/lib/core/host'
import { hostProblem } from './host'

const problem = (host: string, path = false) => hostProblem(host, { port: 8883, path })

describe('hostProblem', () => {
  it.each([
    'aio-broker:18883',
    'broker.example.net:8883',
    'BROKER.Example.NET:1',
    'ns.westeurope-1.ts.eventgrid.azure.net:8883',
    '10.0.0.1:1883',
    '[::1]:8883',
    '[fd00::12]:65535',
    '[::ffff:10.0.0.1]:8883',
    'under_score.lan:8883',
    'xn--bcher-kva.example:8883',
    '4broker:8883',
  ])('lets %s pass', (host) => {
    expect(problem(host)).toBeUndefined()
  })

  it.each([
    ['mqtts://broker.example.net:8884', 'scheme', 'broker.example.net:8884'],
    ['mqtt://broker', 'scheme', 'broker:1883'],
    ['wss://broker/mqtt', 'scheme', 'broker:443'],
    ['ssl://broker:8883/', 'scheme', 'broker:8883'],
    ['broker.example.net.8883', 'colon', 'broker.example.net:8883'],
    ['10.0.0.1.8883', 'colon', '10.0.0.1:8883'],
    ['broker.example.net', 'Add the port', 'broker.example.net:8883'],
    ['10.0.0.1', 'Add the port', '10.0.0.1:8883'],
    ['aio-broker : 18883', 'no spaces', 'aio-broker:18883'],
    ['broker:8883/mqtt', 'path', 'broker:8883'],
    ['fd00::12:8883', 'brackets', '[fd00::12]:8883'],
    ['fd00::12', 'brackets', '[fd00::12]:8883'],
    ['[fd00::12]', 'port', '[fd00::12]:8883'],
    ['broker.example.net.:8883', 'end in a dot', 'broker.example.net:8883'],
  ])('mends %s', (host, word, fix) => {
    expect(problem(host)?.message).toContain(word)
    expect(problem(host)?.fix).toBe(fix)
    expect(problem(fix)).toBeUndefined()
  })

  it.each([
    ['broker:', 'after the colon'],
    ['broker:0', '1 to 65535'],
    ['broker:65536', '1 to 65535'],
    ['broker:08883', '1 to 65535'],
    ['broker:mqtt', '1 to 65535'],
    [':8883', 'name before'],
    ['a:b:8883', 'one colon'],
    ['[fd00::12:8883', 'Close the bracket'],
    ['[fd00::1::2]:8883', 'not an IPv6'],
    ['[10.0.0.1]:8883', 'not an IPv6'],
    ['10.0.0.256:8883', 'IPv4'],
    ['10.0.1:8883', 'IPv4'],
    ['bücher.example:8883', 'xn--'],
    ['bro$ker:8883', '“$”'],
    ['a..b:8883', 'empty'],
    ['-broker.example:8883', 'hyphen'],
    [`${'a'.repeat(64)}.example:8883`, '63'],
    [`${'a.'.repeat(127)}b:8883`, '253'],
    ['', 'Add the port'],
  ])('refuses %s without guessing', (host, word) => {
    expect(problem(host)?.message).toContain(word)
    expect(problem(host)?.fix).toBeUndefined()
  })

  it('allows a path only where WebSockets need one', () => {
    expect(problem('ns.region-1.ts.eventgrid.azure.net:443/mqtt', true)).toBeUndefined()
    expect(problem('wss://broker/mqtt', true)?.fix).toBe('broker:443/mqtt')
  })

  it('is total, and never offers a correction that is wrong itself', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'a.:[]/-18 :') })),
        fc.boolean(),
        (text, path) => {
          const found = problem(text, path)
          if (found?.fix !== undefined) expect(problem(found.fix, path)).toBeUndefined()
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('splitHost', () => {
  it.each([
    ['broker:8883', { name: 'broker', port: '8883', path: '' }],
    ['broker', { name: 'broker', port: '', path: '' }],
    ['wss://broker:443/mqtt', { name: 'broker', port: '443', path: '/mqtt' }],
    ['[::1]:8883', { name: '[::1]', port: '8883', path: '' }],
    ['', { name: '', port: '', path: '' }],
  ])('takes %s apart', (host, parts) => {
    expect(splitHost(host)).toEqual(parts)
  })

  it('reads names without regard to case and a final dot', () => {
    expect(hostName('Broker.Example.NET.:8883')).toBe('broker.example.net')
  })
})
