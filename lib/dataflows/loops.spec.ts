import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loopOf, type Hop } from './loops'
import { meet } from './topics'

const hop = (name: string, from: string, filter: string, to: string, target: string): Hop => ({
  name,
  from,
  filters: filter.split(' '),
  to,
  target,
})

describe('loopOf', () => {
  it('finds two bridges that mirror each other’s topics', () => {
    const back = hop('back', 'parent', 'site/#', 'local', 'plant/orders')
    expect(loopOf(hop('up', 'local', 'plant/#', 'parent', 'site/orders'), [back])).toEqual(['back'])
    expect(loopOf(hop('up', 'local', 'line/#', 'parent', 'site/orders'), [back])).toBeUndefined()
    expect(loopOf(hop('up', 'local', 'plant/#', 'parent', 'other/orders'), [back])).toBeUndefined()
  })

  it('finds a bridge that reads what it writes', () => {
    expect(loopOf(hop('self', 'local', 'a/#', 'local', 'a/b'), [])).toEqual([])
    expect(loopOf(hop('self', 'local', '$share/g/a/#', 'local', 'a/b'), [])).toEqual([])
    expect(loopOf(hop('self', 'local', 'a/#', 'local', 'b'), [])).toBeUndefined()
  })

  it('goes the shortest way round, over several brokers', () => {
    const others = [
      hop('long', 'x', 't', 'y', 't'),
      hop('longer', 'y', 't', 'z', 't'),
      hop('longest', 'z', 't', 'local', 't'),
      hop('short', 'x', '+', 'local', 't'),
    ]
    expect(loopOf(hop('up', 'local', 't', 'x', 't'), others)).toEqual(['short'])
    expect(loopOf(hop('up', 'local', 't', 'x', 't'), others.slice(0, 3))).toEqual(['long', 'longer', 'longest'])
  })

  it('follows the topic that came in', () => {
    const mirror = hop('mirror', 'x', 'plant/#', 'local', '${inputTopic}')
    expect(loopOf(hop('up', 'local', 'plant/+/t', 'x', '${inputTopic}'), [mirror])).toEqual(['mirror'])
    expect(loopOf(hop('up', 'local', 'plant/+/t', 'x', 'up/${inputTopic}'), [mirror])).toBeUndefined()
  })

  it('says the same as sending messages around, where topics are fixed', () => {
    const brokers = fc.constantFrom('local', 'x', 'y')
    const topic = fc.constantFrom('a', 'b', 'c')
    const reads = fc.constantFrom('a', 'b', 'c', '+', '#')
    const some = fc.array(fc.tuple(brokers, reads, brokers, topic), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(some, (flows) => {
        const [mine, ...others] = flows.map(([from, filter, to, target], at) => hop(`f${at}`, from, filter, to, target))
        if (!mine) return
        expect(loopOf(mine, others) !== undefined).toBe(comesBack(mine, others))
      }),
    )
  })

  it('ends, however many bridges hang together', () => {
    const mesh = Array.from({ length: 1_000 }, (_, at) => hop(`m${at}`, 'x', '#', 'x', `t/${at}`))
    expect(loopOf(hop('up', 'local', 'a', 'x', 'a'), mesh)).toBeUndefined()
  })
})

/** One message after the other, until nothing new is written anywhere. */
const comesBack = (mine: Hop, others: readonly Hop[]): boolean => {
  const written = new Set([`${mine.to} ${mine.target}`])
  for (let size = 0; size !== written.size;) {
    size = written.size
    for (const { from, filters, to, target } of others) {
      const reads = [...written].some((one) => {
        const [broker, topic = ''] = one.split(' ')
        return broker === from && filters.some((filter) => meet(filter, topic) !== undefined)
      })
      if (reads) written.add(`${to} ${target}`)
    }
  }
  return [...written].some((one) => {
    const [broker, topic = ''] = one.split(' ')
    return broker === mine.from && mine.filters.some((filter) => meet(filter, topic) !== undefined)
  })
}
