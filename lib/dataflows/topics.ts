/*
 * Topic names and topic filters of MQTT ("MQTT Version 5.0", 4.7 and 4.8.2), and what of them a data flow takes ("Create a
 * data flow", topics of sources and destinations).
 */

/** A UTF-8 string of MQTT ("MQTT Version 5.0", 1.5.4). */
const mostBytes = 65_535

const encoder = new TextEncoder()

const levelsOf = (topic: string): string[] => topic.split('/')

/**
 * A shared subscription: group and filter. Microsoft's pages write `$shared` where MQTT says `$share`; either is meant the
 * same way.
 */
const shared = /^\$shared?(?:\/([^/]*)(?:\/(.*))?)?$/s

/** The filter that messages have to match, without the group that a shared subscription names. */
export const bareFilter = (filter: string): string => shared.exec(filter)?.[2] ?? filter

export const isSharedFilter = (filter: string): boolean => shared.test(filter)

const textProblem = (text: string): string | undefined => {
  if (/\p{Cc}/u.test(text)) return 'It holds a character that cannot be seen; type it anew.'
  const bytes = encoder.encode(text).length
  return bytes > mostBytes ? `It is longer than MQTT allows: ${bytes} of ${mostBytes} bytes.` : undefined
}

/** What is wrong with a topic filter of a source, or nothing. */
export const topicFilterProblem = (filter: string): string | undefined => {
  const bad = textProblem(filter)
  if (bad) return bad
  const match = shared.exec(filter)
  if (match) {
    const [, group = '', rest = ''] = match
    if (group === '') return 'A shared subscription names its group: $share/group/topic.'
    if (/[+#]/.test(group)) return 'The group of a shared subscription has no wildcard in it.'
    if (rest === '') return 'A shared subscription has a topic filter after its group: $share/group/topic.'
    return wildcardProblem(rest)
  }
  return filter === '' ? 'Write a topic filter.' : wildcardProblem(filter)
}

const wildcardProblem = (filter: string): string | undefined => {
  const levels = levelsOf(filter)
  const at = levels.findIndex((level) => level.includes('#'))
  if (at >= 0 && (levels[at] !== '#' || at !== levels.length - 1)) {
    return '# stands alone on the last level, for all that is below: plant/#.'
  }
  if (levels.some((level) => level.includes('+') && level !== '+')) {
    return '+ stands alone on a level, for any one: plant/+/telemetry.'
  }
  return undefined
}

const variable = /\$\{[^{}]*\}/g

/** What is wrong with the topic that a destination writes to, or nothing. Variables such as `${inputTopic}` may be in it. */
export const topicProblem = (topic: string): string | undefined => {
  const bad = textProblem(topic)
  if (bad) return bad
  if (topic === '') return 'Write a topic.'
  const fixed = topic.replaceAll(variable, 'x')
  if (fixed.includes('${')) return 'A variable ends with a brace: ${inputTopic}.'
  if (/[+#]/.test(fixed)) return 'A message is written to one topic: there is no wildcard in it.'
  return undefined
}

/**
 * The filter for exactly what both filters match, or nothing when no topic matches both. Wildcards on the first level do
 * not match topics of the broker's own (`$SYS/…`, 4.7.2).
 */
export const meet = (one: string, other: string): string | undefined => {
  const [a, b] = [levelsOf(one), levelsOf(other)]
  const met: string[] = []
  for (let at = 0; ; at += 1) {
    const [x, y] = [a[at], b[at]]
    if (x === undefined && y === undefined) return met.join('/')
    if (at === 0 && ((isWild(x) && y?.startsWith('$')) || (isWild(y) && x?.startsWith('$')))) return undefined
    // `a/#` matches `a` too.
    if (x === '#') return [...met, ...b.slice(at)].join('/')
    if (y === '#') return [...met, ...a.slice(at)].join('/')
    if (x === undefined || y === undefined) return undefined
    if (x !== y && x !== '+' && y !== '+') return undefined
    met.push(x === '+' ? y : x)
  }
}

const isWild = (level: string | undefined): boolean => level === '+' || level === '#'

/**
 * Filters for the topics that a destination may write to, when messages come in on topics of `incoming`. What a variable
 * stands for is not known before, so a level with one in it may be any; `${inputTopic}` is what came in.
 */
export const writtenTopics = (target: string, incoming: readonly string[]): string[] => {
  const whole = target.includes(inputTopic) ? incoming : ['']
  return whole.map((topic) => {
    const levels = levelsOf(target.replaceAll(inputTopic, () => topic)).map((level) =>
      variablePart.test(level) ? '+' : level,
    )
    // Below `#` anything may come.
    const all = levels.indexOf('#')
    return (all < 0 ? levels : levels.slice(0, all + 1)).map(wholeLevel).join('/')
  })
}

const inputTopic = '${inputTopic}'
const variablePart = /\$\{/

/** `${inputTopic}` beside other text may put a wildcard into the middle of a level. */
const wholeLevel = (level: string): string => (/[+#]/.test(level) && level !== '#' ? '+' : level)
