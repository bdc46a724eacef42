import { describe, expect, it } from 'vitest'
import { directSources, printSources, sourcesAnnotation } from './direct-secret'
import { decodeAsProvider } from './provider-decoding'

const secret = (annotation?: string) => ({
  metadata: { name: 'a', ...(annotation !== undefined && { annotations: { [sourcesAnnotation]: annotation } }) },
})

describe('directSources', () => {
  it('reads what was printed', () => {
    const sources = [{ targetKey: 'client_cert.pem', vault: 'kv', secret: 'press-cert', version: 'v1' }]
    expect(directSources(secret(printSources(sources)))).toEqual(sources)
  })

  it.each([undefined, '', 'x', 'null', '[]', '7', '{"a":1}', '{"a":["kv"]}', '{"__proto__":["a","b"]}'])(
    'takes %s for nothing',
    (annotation) => {
      expect(directSources(secret(annotation))).toEqual([])
    },
  )
})

describe('decodeAsProvider', () => {
  it('decodes as the entry says, and nothing that is something else', () => {
    const text = (value: string, encoding?: 'hex' | 'base64' | 'utf-8') => {
      const bytes = decodeAsProvider(value, encoding)
      return bytes && new TextDecoder().decode(bytes)
    }
    expect([text('ä'), text('ä', 'utf-8'), text('6162', 'hex'), text('YWI=', 'base64')]).toEqual(['ä', 'ä', 'ab', 'ab'])
    expect([text('616', 'hex'), text('zz', 'hex'), text('a b!', 'base64')]).toEqual([undefined, undefined, undefined])
  })
})
