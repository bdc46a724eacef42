import { describe, expect, it } from 'vitest'
import { targetHref, type Place } from './target-href'

const place: Place = {
  instanceId: 'plant',
  endpoint: 'partner-hq',
  dataflow: 'orders',
  hasForm: (endpoint) => endpoint !== 'lake',
  hasSecret: (name) => name === 'partner-cert',
}

describe('targetHref', () => {
  it.each([
    [{ kind: 'endpoint-field', endpoint: 'partner-hq', field: 'host' }, '/plant/endpoints/edit/partner-hq?field=host'],
    [{ kind: 'endpoint-field', endpoint: 'lake', field: 'host' }, '/plant/endpoints/lake'],
    [{ kind: 'secret', name: 'partner-cert' }, '/plant/secrets#secret-partner-cert'],
    [{ kind: 'secret', name: 'not-there' }, '/plant/endpoints/edit/partner-hq?field=secretName'],
    [{ kind: 'secret', name: 'not-synced', byPortal: true }, '/plant/secrets#secret-not-synced'],
    [{ kind: 'config-map', name: 'ca' }, '/plant/endpoints/edit/partner-hq?field=caConfigMap'],
    [{ kind: 'pods', profile: 'wide' }, '#pods-wide'],
    [{ kind: 'dataflow', name: 'orders' }, '#operations'],
    [{ kind: 'dataflow', name: 'other' }, '/plant/dataflows/other'],
  ] as const)('leads %j to %s', (target, href) => {
    expect(targetHref(target, place)).toBe(href)
  })

  it('leads to the secret where nobody knows whether it is there', () => {
    const unknown = { ...place, hasSecret: () => undefined }
    expect(targetHref({ kind: 'secret', name: 'x' }, unknown)).toBe('/plant/secrets#secret-x')
  })

  it('leads nowhere where nobody knows whose config map it is', () => {
    expect(targetHref({ kind: 'config-map', name: 'ca' }, { ...place, endpoint: undefined })).toBeUndefined()
  })
})
