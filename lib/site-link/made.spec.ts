import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterUndo, lockedBy, madeOrder, standingOf, standingSentence, undoOrder, without, type Made } from './made'
import { anyMade } from './test-links'

const all: Made = {
  trust: { name: 'hq-ca', uid: 'u-1' },
  vault: { name: 'kv-plant-7', secrets: ['hq-client-cert', 'hq-client-key'] },
  entries: { providerClass: 'spc-ops-1', names: ['hq-client-cert', 'hq-client-key'] },
  secret: { name: 'hq-client', uid: 'u-2', how: 'synced' },
  endpoint: { name: 'hq', uid: 'u-3' },
  up: { name: 'hq-up', uid: 'u-4' },
  down: { name: 'hq-down', uid: 'u-5' },
}

describe('what stands', () => {
  it('is told thing by thing, in the order in which it was made', () => {
    expect(standingOf(all).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Config map hq-ca',
      'Key Vault secrets hq-client-cert, hq-client-key in kv-plant-7',
      'Provider class entries hq-client-cert, hq-client-key in spc-ops-1',
      'Synced secret hq-client',
      'Endpoint hq',
      'Dataflow hq-up',
      'Dataflow hq-down',
    ])
    expect(standingSentence({})).toBe('Nothing has been changed.')
    expect(standingSentence({ trust: { name: 'hq-ca', uid: 'u' }, up: { name: 'hq-up', uid: 'u' } })).toBe(
      'What stands: config map hq-ca; dataflow hq-up.',
    )
  })

  it('does not count lists with nothing in them', () => {
    const nothing: Made = { vault: { name: 'kv', secrets: [] }, entries: { providerClass: 'spc', names: [] } }
    expect([standingOf(nothing), undoOrder(nothing)]).toEqual([[], []])
  })

  it('locks what it was made of', () => {
    expect(lockedBy({})).toEqual({ names: false, trust: false, parent: false, bridges: false })
    expect(lockedBy({ vault: all.vault })).toEqual({ names: true, trust: false, parent: false, bridges: false })
    expect(lockedBy(all)).toEqual({ names: true, trust: true, parent: true, bridges: true })
  })
})

describe('taking it back', () => {
  it('goes the other way round, so that nothing refers to what is gone', () => {
    expect(undoOrder(all)).toEqual(['down', 'up', 'endpoint', 'secret', 'entries', 'trust'])
    fc.assert(
      fc.property(anyMade, (made) => {
        const places = undoOrder(made).map((part) => madeOrder.indexOf(part))
        expect(places).toEqual(places.toSorted((one, other) => other - one))
      }),
    )
  })

  it('leaves nothing that it could take away, and says of the rest that it stays', () => {
    fc.assert(
      fc.property(anyMade, (made) => {
        const left = undoOrder(made).reduce<Made>(without, made)
        expect(undoOrder(left)).toEqual([])
        expect(standingOf(left)).toEqual(standingOf(made).filter(({ stays }) => stays !== undefined))
        expect(afterUndo(left).includes('stay')).toBe((left.vault?.secrets.length ?? 0) > 0)
      }),
    )
  })

  it('names what stays', () => {
    expect(afterUndo({ vault: all.vault }, ['hq-client-key'])).toBe(
      'Nothing else of it is left in the cluster; hq-client-cert and hq-client-key in the vault kv-plant-7 and hq-client-key in the provider class stay.',
    )
  })
})
