import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareFilter, isSharedFilter, meet, topicFilterProblem, topicProblem, writtenTopics } from './topics'

/** A matcher of another make: a filter as a regular expression, "MQTT Version 5.0", 4.7. */
const matcher = (filter: string): ((topic: string) => boolean) => {
  const pattern = filter
    .split('/')
    .map((level) => (level === '+' ? '[^/]*' : level.replace(/[.*?^${}()|[\]\\]/g, '\\$&')))
    .join('/')
  const whole = pattern === '#' ? '.*' : pattern.endsWith('/#') ? `${pattern.slice(0, -2)}(/.*)?` : pattern
  const expression = new RegExp(`^${whole}$`)
  return (topic) => !(topic.startsWith('$') && /^[+#]/.test(filter)) && expression.test(topic)
}

const words = ['a', 'b', '', '$s']
const level = fc.constantFrom(...words)
const filter = fc
  .tuple(fc.array(fc.oneof(level, fc.constant('+')), { minLength: 0, maxLength: 3 }), fc.boolean())
  .map(([levels, all]) => [...levels, ...(all || levels.length === 0 ? ['#'] : [])].join('/'))
  .filter((text) => text !== '')

/** Every topic of up to four levels out of these words: whatever two short filters have in common, one of these shows. */
const everyTopic = (() => {
  let last: string[][] = words.map((word) => [word])
  const all = [...last]
  for (let depth = 2; depth <= 4; depth += 1) {
    last = last.flatMap((levels) => words.map((word) => [...levels, word]))
    all.push(...last)
  }
  return all.map((levels) => levels.join('/')).filter((topic) => topic !== '')
})()

describe('meet', () => {
  it('matches exactly the topics that both filters match', () => {
    fc.assert(
      fc.property(filter, filter, (one, other) => {
        const both = meet(one, other)
        const [a, b, met] = [matcher(one), matcher(other), both === undefined ? () => false : matcher(both)]
        expect(everyTopic.filter(met)).toEqual(everyTopic.filter((topic) => a(topic) && b(topic)))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['plant/+/telemetry', 'plant/7/#', 'plant/7/telemetry'],
    ['a/#', 'a', 'a'],
    ['#', '$SYS/uptime', undefined],
    ['+/b', 'a/+', 'a/b'],
    ['a/b', 'a/c', undefined],
  ])('%s and %s: %s', (one, other, both) => expect(meet(one, other)).toBe(both))

  it('keeps its word on filters that are none', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, other) => void meet(one, other)))
  })
})

describe('topicFilterProblem', () => {
  it.each(['a', 'plant/+/telemetry', '#', '+', 'a/#', '/', 'a//b', 'über/ä', '$share/line/a/#', '$shared/line/+', ' '])(
    'takes %j',
    (text) => expect(topicFilterProblem(text)).toBeUndefined(),
  )

  it.each([
    ['', 'Write a topic filter.'],
    ['a/#/b', '# stands alone'],
    ['a#', '# stands alone'],
    ['a+/b', '+ stands alone'],
    ['$share', 'names its group'],
    ['$share//a', 'names its group'],
    ['$share/a+b/c', 'no wildcard'],
    ['$share/line', 'topic filter after its group'],
    ['$share/line/', 'topic filter after its group'],
    ['$share/line/a#', '# stands alone'],
    ['a\nb', 'cannot be seen'],
    ['a\u0000', 'cannot be seen'],
    ['ä'.repeat(32_768), '65536 of 65535 bytes'],
  ])('refuses %j', (text, says) => expect(topicFilterProblem(text)).toContain(says))

  it('says of any text what a reading of the standard says', () => {
    const text = fc.array(fc.constantFrom('a', '+', '#', '/', 'b'), { minLength: 1, maxLength: 8 })
    const good = /^(?:(?:[ab]*|\+)\/)*(?:[ab]*|\+|#)$/
    fc.assert(
      fc.property(text, (letters) => {
        const candidate = letters.join('')
        expect(topicFilterProblem(candidate) === undefined, candidate).toBe(good.test(candidate))
      }),
    )
  })
})

describe('topicProblem', () => {
  it.each(['a', 'a/b', 'plant/${inputTopic}', 'factory/${inputTopic.2}/x', '$SYS/x'])('takes %j', (text) =>
    expect(topicProblem(text)).toBeUndefined(),
  )
  it.each([
    ['', 'Write a topic.'],
    ['a/+', 'no wildcard'],
    ['a/#', 'no wildcard'],
    ['a/${inputTopic', 'ends with a brace'],
    ['a\tb', 'cannot be seen'],
  ])('refuses %j', (text, says) => expect(topicProblem(text)).toContain(says))
})

describe('shared subscriptions', () => {
  it('are read as the filter that they hold', () => {
    expect(bareFilter('$share/line/a/#')).toBe('a/#')
    expect(bareFilter('$shared/line/a')).toBe('a')
    expect(bareFilter('a/$share')).toBe('a/$share')
    expect(isSharedFilter('$sharedness/a')).toBe(false)
  })
})

describe('writtenTopics', () => {
  it.each([
    ['b', ['a/#'], ['b']],
    ['up/${inputTopic}', ['a/+', 'b'], ['up/a/+', 'up/b']],
    ['${inputTopic}/up', ['a/#'], ['a/#']],
    ['up/${inputTopic.2}/x', ['a'], ['up/+/x']],
    ['pre-${inputTopic}', ['+/b'], ['+/b']],
  ])('%s of %j', (target, incoming, topics) => expect(writtenTopics(target, incoming)).toEqual(topics))
})
