import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageFields, type LinkField, type SiteLinkForm } from './form'
import { linkAdvisories, linkProblems, type LinkFacts } from './problems'
import { facts, twoWays, wholeLink } from './test-links'

const at = (field: LinkField, change: Partial<SiteLinkForm>, known: Partial<LinkFacts> = {}) =>
  linkProblems({ ...twoWays, ...change }, { ...facts, ...known })
    .filter(({ path }) => path === field)
    .map(({ message }) => message)

const told = (change: Partial<SiteLinkForm>, known: Partial<LinkFacts> = {}) =>
  linkAdvisories({ ...wholeLink, ...change }, { ...facts, ...known }).map(({ id, field }) => `${field}: ${id}`)

describe('a link that is whole', () => {
  it('has no problem, one way and two ways', () => {
    expect(linkProblems(wholeLink, facts)).toEqual([])
    expect(linkProblems(twoWays, facts)).toEqual([])
    expect(linkProblems({ ...twoWays, trust: 'paste', pem: 'x' }, { ...facts, pasted: 'ready' })).toEqual([])
    expect(linkProblems({ ...twoWays, identity: 'there', thereName: 'there' }, facts)).toEqual([])
    expect(told({})).toEqual([])
  })

  it('is not in its own way on a second try', () => {
    const { name } = twoWays
    const object = (one: string) => ({ name: one, uid: 'u' })
    const made = {
      trust: object(`${name}-ca`),
      up: object(`${name}-up`),
      down: object(`${name}-down`),
      secret: { ...object(`${name}-client`), how: 'synced' as const },
    }
    const again: LinkFacts = {
      ...facts,
      made,
      pasted: 'ready',
      cluster: {
        ...facts.cluster,
        caConfigMaps: new Map([[`${name}-ca`, { certificates: 1 }]]),
        secrets: new Map([[`${name}-client`, { keys: [] }]]),
      },
      bridges: {
        ...facts.bridges,
        dataflows: new Map(
          [`${name}-up`, `${name}-down`].map((one) => [
            one,
            { name: one, resourceVersion: '', uid: '', profile: 'default', mode: 'Enabled' as const, createdAt: 0 },
          ]),
        ),
      },
    }
    expect(linkProblems({ ...twoWays, trust: 'paste', pem: 'x' }, again)).toEqual([])
    expect(
      linkProblems({ ...twoWays, trust: 'paste', pem: 'x' }, { ...again, made: {} }).map(({ path }) => path),
    ).toEqual(expect.arrayContaining(['name', 'secretName']))
  })
})

describe('what stands in the way', () => {
  it('is said at its field', () => {
    expect(at('name', { name: 'Parent' })).toEqual([expect.stringContaining('lower-case')])
    expect(at('name', { name: 'x'.repeat(59) })[0]).toContain('at most 58 characters here')
    expect(at('name', { name: 'partner-hq' })[0]).toContain('already an endpoint “partner-hq”')
    expect(at('name', { name: 'parent' })[0]).toContain('already a config map “parent-ca”')
    expect(at('host', { host: '' })).toEqual(['Host is needed.'])
    expect(at('host', { host: 'broker.parent.example.net' })[0]).toContain('port')
    expect(at('host', { host: 'aio-broker:18883' })[0]).toContain('this site’s own broker')
    expect(at('pem', { trust: 'paste' })[0]).toContain('Paste the certificate')
    expect(at('pem', { trust: 'paste', pem: 'x' }, { pasted: 'refused' })[0]).toContain('below it says why')
    expect(at('caConfigMap', { caConfigMap: '' })).toEqual(['Choose a config map.'])
    expect(at('secretName', { secretName: 'there' })[0]).toContain('already a synced secret')
    expect(at('secretName', { secretName: '' })).toHaveLength(1)
    expect(at('thereName', { identity: 'there' })).toHaveLength(1)
    expect(at('topics', { topics: 'a/#/b' })[0]).toContain('#')
    expect(at('target', { target: '' })).toHaveLength(1)
    expect(at('downTopics', { downTopics: '' })).toHaveLength(1)
    expect(at('downTarget', { downTarget: 'a/+' })[0]).toContain('wildcard')
    expect(at('local', { local: 'gone' })[0]).toContain('no endpoint “gone”')
    expect(at('profile', { profile: 'gone' })[0]).toContain('no profile “gone”')
  })

  it('is always at a field that stands on a page', () => {
    const fields = new Set<string>(Object.values(pageFields).flat())
    const texts = Object.keys(twoWays).map((field) => [field, fc.string({ maxLength: 20 })])
    const form = fc.record(Object.fromEntries(texts) as Record<string, fc.Arbitrary<string>>)
    fc.assert(
      fc.property(form, fc.boolean(), (typed, both) => {
        const link = {
          ...twoWays,
          ...typed,
          trust: 'config-map',
          identity: 'new',
          down: both ? 'on' : 'off',
        } as SiteLinkForm
        for (const { path } of linkProblems(link, facts)) expect(fields.has(path)).toBe(true)
        for (const { field } of linkAdvisories(link, facts)) expect(fields.has(field)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('stays silent about what is not known of the cluster', () => {
    const nothing: LinkFacts = { ...facts, cluster: { namespace: 'n' }, bridges: {} }
    expect(linkProblems({ ...twoWays, name: 'partner-hq', local: 'gone' }, nothing)).toEqual([])
  })
})

describe('what is advised', () => {
  it('warns of a bridge down that brings back what went up', () => {
    const back = { down: 'on' as const, downTopics: 'sites/#', downTarget: 'plant-7/back/telemetry' }
    expect(told(back)).toEqual(expect.arrayContaining(['target: up-loop', 'downTarget: down-loop']))
  })

  it('offers the prefix that tells this site from others', () => {
    const [advisory] = linkAdvisories({ ...wholeLink, clientIdPrefix: '' }, facts)
    expect(advisory).toMatchObject({ id: 'no-prefix', fix: { values: { clientIdPrefix: 'plant-7-' } } })
  })

  it('says what public authorities mean, and what a missing config map does', () => {
    expect(told({ trust: 'public' })).toEqual(['trust: public-authorities'])
    expect(told({ caConfigMap: 'gone' })).toEqual(['caConfigMap: ca-missing'])
  })

  it('puts its cures into the fields of the wizard', () => {
    const [cured] = linkAdvisories({ ...wholeLink, host: 'mqtts://broker.parent.example.net' }, facts).filter(
      ({ id }) => id === 'host-form',
    )
    expect(cured).toMatchObject({ field: 'host', fix: { values: { host: 'broker.parent.example.net:8883' } } })
  })
})
