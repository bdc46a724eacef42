import { describe, expect, it } from 'vitest'
import { failed, success } from '@/lib/core/result'
import { previewBy, withPatchedSpec } from './dry-run'

const object = (spec: object) => ({ metadata: { name: 'x' }, spec })

describe('previewBy', () => {
  it('shows what the API server would keep', () => {
    const answer = success(object({ mode: 'Enabled' }))
    expect(previewBy(answer, { sends: object({}) })).toEqual(
      success({ before: '', after: 'metadata:\n  name: x\nspec:\n  mode: Enabled\n' }),
    )
  })

  it('shows what will be sent where no dry run is offered, and says so', () => {
    const answer = failed({
      code: 'invalid',
      message: 'The API server refused it.',
      next: 'admission webhook "a.b" does not support dry run',
    })
    const sends = withPatchedSpec(object({ mode: 'Enabled', kept: 1 }), { metadata: {}, spec: { mode: 'Disabled' } })
    expect(previewBy(answer, { before: 'b', sends })).toMatchObject({
      value: {
        before: 'b',
        after: 'metadata:\n  name: x\nspec:\n  kept: 1\n  mode: Disabled\n',
        unchecked: expect.stringContaining('has not checked this'),
      },
    })
  })

  it('passes on every other failure', () => {
    const answer = failed({ code: 'forbidden', message: 'm' })
    expect(previewBy(answer, { sends: object({}) })).toEqual(answer)
  })
})
