import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addObjects, findObject, parseObjects, removeObjects, setEncoding } from './provider-class'
import { parseVaultObject, printVaultObject, type VaultObject } from './vault-object'

const secret = (objectName: string, more: Partial<VaultObject> = {}): VaultObject => ({
  objectName,
  objectType: 'secret',
  ...more,
})

const foreign = `# kept by the plant team
array:
  - |
    # the historian
    objectName: "historian-password"
    objectType:   secret   # note the spaces
  - "objectName: opc-key\\nobjectType: secret\\n"
`

const value = <T>(result: { ok: true; value: T } | { ok: false; failure: { message: string } }): T => {
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

describe('parseObjects', () => {
  it('reads both levels and leaves odd entries alone', () => {
    const entries = value(parseObjects(`array:\n  - |\n    objectName: a\n    objectEncoding: HEX\n  - "just text"\n`))
    expect(entries[0]?.object).toMatchObject({ objectName: 'a', objectEncoding: 'hex', objectType: 'secret' })
    expect(entries[1]).toEqual({ text: 'just text', object: undefined })
  })

  it('takes an absent, empty or itemless list as empty', () => {
    for (const text of [undefined, '', '# nothing\n', 'array:\n', 'array: []\n'])
      expect(value(parseObjects(text))).toEqual([])
  })

  it('keeps a number-like name text', () => {
    expect(value(parseObjects('array:\n  - |\n    objectName: 0017\n'))[0]?.object?.objectName).toBe('0017')
  })

  it.each([
    ['not YAML', 'array: [a', 'line'],
    ['no list', 'array: text', 'no “array” list'],
    ['a scalar', 'just text', 'no “array” list'],
    ['a map item', 'array:\n  - objectName: a\n', 'not text'],
    ['yaml-bomb: deep flow', `array: ${'['.repeat(20_000)}`, 'nests too deeply'],
    ['yaml-bomb: deep block', `array:\n${'- '.repeat(20_000)}a`, 'nests too deeply'],
    [
      'yaml-bomb: aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\narray: [*c,*c,*c]`,
      'safely',
    ],
    ['oversize', `array:\n  - "${'a'.repeat(600_000)}"`, '512 KB'],
    ['duplicate keys', 'array: []\narray: []\n', 'line 2'],
  ])('answers %s as a value', (_, text, why) => {
    const result = parseObjects(text)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.failure.message).toContain(why)
  })
})

describe('addObjects', () => {
  it('appends and keeps every byte of what others wrote', () => {
    const { text, added } = value(
      addObjects(foreign, [secret('uplink-cert'), secret('uplink-key', { objectEncoding: 'hex' })]),
    )
    expect(text.startsWith(foreign)).toBe(true)
    expect(added).toEqual(['uplink-cert', 'uplink-key'])
    expect(text.slice(foreign.length)).toBe(
      '  - |\n    objectName: uplink-cert\n    objectType: secret\n  - |\n    objectName: uplink-key\n    objectType: secret\n    objectEncoding: hex\n',
    )
  })

  it('begins a list where there is none', () => {
    expect(value(addObjects(undefined, [secret('a')])).text).toBe(
      'array:\n  - |\n    objectName: a\n    objectType: secret\n',
    )
    expect(value(parseObjects(value(addObjects('array: []', [secret('a')])).text))).toHaveLength(1)
  })

  it('says when a listed entry decodes differently, and does not touch it', () => {
    const text = value(addObjects(undefined, [secret('a')])).text
    const again = value(addObjects(text, [secret('a', { objectEncoding: 'hex' })]))
    expect(again).toMatchObject({ changed: false, text, differing: [{ objectName: 'a' }] })
  })
})

describe('removeObjects', () => {
  it('takes an entry off and keeps the rest', () => {
    const text = value(addObjects(foreign, [secret('a')])).text
    expect(value(removeObjects(text, ['a'])).text).toBe(foreign)
    expect(value(removeObjects(text, ['unknown'])).changed).toBe(false)
  })

  it('never empties the list', () => {
    const text = value(addObjects(undefined, [secret('a')])).text
    expect(removeObjects(text, ['a'])).toMatchObject({ ok: false, failure: { code: 'conflict' } })
  })
})

describe('setEncoding', () => {
  it('changes that one line', () => {
    const changed = value(setEncoding(foreign, 'historian-password', 'hex')).text
    expect(changed).toContain('objectType: secret # note the spaces\n    objectEncoding: hex\n')
    expect(changed).toContain('# the historian')
    expect(findObject(value(parseObjects(changed)), 'historian-password')?.objectEncoding).toBe('hex')
    expect(value(setEncoding(changed, 'historian-password', 'hex')).changed).toBe(false)
  })

  it('knows what is not there', () => {
    expect(setEncoding(foreign, 'nobody', 'hex')).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  })
})

const name = fc.stringMatching(/^[0-9a-zA-Z-]{1,20}$/)
const vaultObject: fc.Arbitrary<VaultObject> = fc.record(
  {
    objectName: name,
    objectType: fc.constantFrom('secret', 'key', 'cert'),
    objectAlias: name,
    objectEncoding: fc.constantFrom('utf-8' as const, 'hex' as const, 'base64' as const),
    objectVersion: fc.stringMatching(/^[0-9a-f]{32}$/),
  },
  { requiredKeys: ['objectName', 'objectType'] },
)
/** Text that some other tool may have put there: any line structure, quotes, colons, comments. */
const foreignText = fc.string({
  unit: fc.constantFrom('a', 'Z', '0', ' ', '\n', ':', '#', '-', '"', "'", '|', 'é', ','),
  minLength: 1,
  maxLength: 40,
})

describe('properties', () => {
  it('parse(print(x)) = x', () => {
    fc.assert(
      fc.property(vaultObject, (object) => {
        expect(parseVaultObject(printVaultObject(object))).toEqual({
          objectAlias: undefined,
          objectEncoding: undefined,
          objectVersion: undefined,
          ...object,
        })
      }),
    )
  })

  it('add is idempotent', () => {
    fc.assert(
      fc.property(fc.array(vaultObject, { maxLength: 6 }), (objects) => {
        const once = addObjects(undefined, objects)
        const text = value(once).text
        expect(value(addObjects(text, objects))).toMatchObject({ text, changed: false })
      }),
    )
  })

  it('foreign entries survive any sequence of changes', () => {
    const change = fc.oneof(
      fc.record({ add: fc.array(vaultObject, { maxLength: 3 }) }),
      fc.record({ remove: fc.array(name, { maxLength: 3 }) }),
    )
    fc.assert(
      fc.property(
        fc.array(foreignText, { minLength: 1, maxLength: 4 }),
        fc.array(change, { maxLength: 5 }),
        (texts, changes) => {
          const odd = texts.filter((text) => !parseVaultObject(text))
          fc.pre(odd.length > 0)
          let text = `array:\n${odd.map((entry) => `  - ${JSON.stringify(entry)}\n`).join('')}`
          for (const step of changes) {
            const next = 'add' in step ? addObjects(text, step.add) : removeObjects(text, step.remove)
            if (next.ok) text = next.value.text
          }
          const kept = value(parseObjects(text)).flatMap((entry) => (entry.object ? [] : [entry.text]))
          expect(kept).toEqual(odd)
        },
      ),
    )
  })
})
