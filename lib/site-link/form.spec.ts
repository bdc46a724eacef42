import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resourceNameProblem } from '@/lib/core/resource-name'
import {
  initialLink,
  isLinkPage,
  isTouched,
  linkNames,
  linkPages,
  longestName,
  offeredPrefix,
  pageFields,
  renamed,
} from './form'
import { wholeLink } from './test-links'

describe('a new link', () => {
  it('begins with a name that no endpoint has, and with a prefix that tells this site from others', () => {
    expect(initialLink('plant-7')).toMatchObject({ name: 'parent-site', clientIdPrefix: 'plant-7-' })
    const taken = new Set(['parent-site', 'parent-site-2'])
    expect(initialLink('plant-7', taken)).toMatchObject({ name: 'parent-site-3', secretName: 'parent-site-3-client' })
    expect([offeredPrefix('Werk Süd (dev)'), offeredPrefix('***')]).toEqual(['werk-s-d-dev-', ''])
  })

  it('has lost nothing to leaving until something is typed', () => {
    const initial = initialLink('plant-7')
    expect(isTouched({ ...initial, host: '  ' }, initial)).toBe(false)
    expect(isTouched({ ...initial, host: 'a' }, initial)).toBe(true)
  })
})

it('names whatever is made so that it may be called so', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]([a-z0-9-]{1,56}[a-z0-9])$/), (name) => {
      expect(name.length).toBeLessThanOrEqual(longestName)
      for (const one of [linkNames(name).up, linkNames(name).down])
        expect(resourceNameProblem('dataflow', one)).toBeUndefined()
    }),
  )
})

it('takes the offered names along with a new one, and leaves what was chosen', () => {
  expect(renamed(wholeLink, 'hq').secretName).toBe('hq-client')
  expect(renamed({ ...wholeLink, secretName: 'mine' }, 'hq').secretName).toBe('mine')
})

it('has every field on one page', () => {
  const fields = Object.values(pageFields).flat()
  expect([...fields].sort()).toEqual(Object.keys(wholeLink).sort())
  expect(linkPages.every(isLinkPage)).toBe(true)
  expect([isLinkPage('toString'), isLinkPage(null)]).toEqual([false, false])
})
