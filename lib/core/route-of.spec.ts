import { globSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { routeOf, routes } from './route-of'

const root = new URL('../../', import.meta.url).pathname

describe('routes', () => {
  it('are those of the folder app: list a new one in lib/core/route-of.ts', () => {
    const files = globSync('app/**/{page.tsx,route.ts}', { cwd: root }).map((file) => file.replaceAll('\\', '/'))
    const found = files.map((file) => {
      const parts = file.split('/').slice(1, -1)
      return `/${parts.filter((part) => !part.startsWith('(')).join('/')}`
    })
    expect([...routes].sort()).toEqual(found.sort())
  })
})

describe('routeOf', () => {
  it.each([
    ['/', '/'],
    ['/plant', '/[instance]'],
    ['/plant/endpoints?type=mqtt', '/[instance]/endpoints'],
    ['/plant/endpoints/partner-hq', '/[instance]/endpoints/[name]'],
    ['/plant/endpoints/edit/partner-hq?field=host', '/[instance]/endpoints/edit/[name]'],
    ['/plant/nowhere/at/all', '/[instance]/[...rest]'],
    ['/api/plant/live?after=1', '/api/[instance]/live'],
    ['/api/health/ready', '/api/health/ready'],
    ['/api/plant/nothing', '/api/[...path]'],
    ['/_next/static/chunks/0a.js', 'file'],
    ['/favicon.ico', 'file'],
    ['*', 'other'],
    ['', 'other'],
  ])('%s is %s', (address, route) => expect(routeOf(address)).toBe(route))

  it('answers one of the list for every route, written out', () => {
    for (const route of routes) expect(routeOf(route.replaceAll(/\[(?:\.\.\.)?\w+\]/g, 'made-up'))).toBe(route)
  })
})
