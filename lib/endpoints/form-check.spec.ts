import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkForm } from './form-check'
import { completeValues } from './form-values'
import { endpointTypes } from './types/index'
import type { RuleContext } from './types/define'
import { endpointSchema } from './validate'

const cluster: RuleContext = { namespace: 'ns', endpointNames: new Set(['taken']) }

const texts = fc.oneof(
  fc.constantFrom('', ' ', 'broker:8883', ' a.b:1 ', 'Enabled', 'Disabled', '-1', '65536', 'a/b', 'a\u0007b', '{x}'),
  fc.string({ maxLength: 12 }),
  fc.constantFrom(4096, 4097).map((length) => 'a'.repeat(length)),
)

describe('checkForm', () => {
  it.each(endpointTypes.map((type) => [type.id, type] as const))('says of a %s what the action would', (_, type) => {
    const changes = fc.dictionary(fc.constantFrom(...type.fields.map(({ key }) => key)), texts, { maxKeys: 4 })
    const names = fc.constantFrom('line-4', ' line-4 ', 'taken', 'Line', '', 'a'.repeat(254))
    const based = fc.boolean()
    fc.assert(
      fc.property(names, changes, based, (name, changed, edited) => {
        const example = completeValues(type, type.example.values)
        const values = { ...example, ...changed }
        const context = { cluster, ...(edited && { base: example }) }
        const { form, issues } = checkForm(type, { name, values }, context)
        const parsed = endpointSchema(type, context).safeParse({ name, values })
        const refused = parsed.error?.issues.map(({ path, message }) => ({ path: String(path.at(-1)), message })) ?? []
        expect(issues).toEqual(refused)
        if (parsed.success) expect(form).toEqual(parsed.data)
      }),
    )
  })
})
