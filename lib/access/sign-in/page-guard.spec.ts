import { expect, it } from 'vitest'
import { guardPage } from './page-guard'

const page = { path: '/plant/endpoints', method: 'GET', mode: 'navigate', isAction: false }

it.each([
  [{}, 'redirect'],
  [{ method: 'HEAD' }, 'redirect'],
  [{ mode: null }, 'redirect'],
  [{ mode: 'cors' }, 'refuse'],
  [{ method: 'POST' }, 'refuse'],
  [{ method: 'POST', isAction: true }, 'open'],
  [{ isAction: true }, 'redirect'],
  [{ path: '/sign-in' }, 'open'],
  [{ path: '/sign-in/x' }, 'redirect'],
  [{ path: '/_next/image' }, 'redirect'],
])('authn-default-deny: %j → %s', (asked, answer) => expect(guardPage({ ...page, ...asked })).toBe(answer))
