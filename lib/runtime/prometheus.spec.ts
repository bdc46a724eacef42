import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { samplesOf } from './prometheus'

const all = () => true
const plain = (text: string) =>
  samplesOf(text, all).map(({ name, labels, value }) => [name, Object.fromEntries(labels), value])

describe('samplesOf', () => {
  test('reads names, labels and values, and passes over what is told about them', () => {
    const text = [
      '# HELP aio_dataflow_messages_received_total Messages received.',
      '# TYPE aio_dataflow_messages_received_total counter',
      'aio_dataflow_messages_received_total{source_service_type="Event Grid",category="dataflow"} 42',
      'up 1',
      'with_time{a="b",} 1.5e3 1732291200000',
      '  spaced { a = "b" , c="d" }   7  ',
      'exemplar_bucket{le="1"} 8 # {trace_id="x"} 0.67',
      '# EOF',
    ].join('\n')
    expect(plain(text)).toEqual([
      ['aio_dataflow_messages_received_total', { source_service_type: 'Event Grid', category: 'dataflow' }, 42],
      ['up', {}, 1],
      ['with_time', { a: 'b' }, 1500],
      ['spaced', { a: 'b', c: 'd' }, 7],
      ['exemplar_bucket', { le: '1' }, 8],
    ])
  })

  test('reads what is escaped in a label, braces and quotes included', () => {
    expect(plain(String.raw`m{a="say \"hi\" {now}, \\ or\nnever"} 3`)).toEqual([
      ['m', { a: 'say "hi" {now}, \\ or\nnever' }, 3],
    ])
  })

  test.each([
    'm{a="b" 3',
    'm{a=b} 3',
    'm{} ',
    'm',
    'm NaN',
    'm +Inf',
    'm{"utf-8 name"} 3',
    '{"m",a="b"} 3',
    '<html>',
    `m{a="${'x'.repeat(5_000)}"} 3`,
  ])('passes over %j, and reads the next line', (line) => {
    expect(plain(`${line}\r\nnext 1`)).toEqual([['next', {}, 1]])
  })

  test('looks only at what is wanted, and at no more than is sensible', () => {
    const text = 'a 1\nb 2\n'.repeat(20_000)
    const samples = samplesOf(text, (name) => name === 'b')
    expect(new Set(samples.map(({ name }) => name))).toEqual(new Set(['b']))
    expect(samples.length).toBe(5_000)
  })

  test('reads back what was written, and never throws', () => {
    const name = fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,10}$/)
    const key = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,10}$/)
    const escape = (value: string) => value.replace(/[\\"]/g, String.raw`\$&`).replace(/\n/g, String.raw`\n`)
    fc.assert(
      fc.property(
        name,
        fc.uniqueArray(fc.tuple(key, fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '\n', '{', '}', ',') })), {
          selector: ([one]) => one,
          maxLength: 4,
        }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (metric, labels, value) => {
          const line = `${metric}{${labels.map(([one, of]) => `${one}="${escape(of)}"`).join(',')}} ${value}`
          const [sample] = samplesOf(line, all)
          expect(sample && [...sample.labels]).toEqual(labels)
          expect(sample?.value).toBe(Number(String(value)))
        },
      ),
    )
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(samplesOf(text, all))))
  })
})
