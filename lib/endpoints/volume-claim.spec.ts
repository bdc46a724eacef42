import { describe, expect, it } from 'vitest'
import { volumeClaimRow } from './volume-claim'

const metadata = { name: 'edge-archive', resourceVersion: '7' }

describe('volumeClaimRow', () => {
  it('tells what there is, and until then what was asked for', () => {
    const spec = { resources: { requests: { storage: '20Gi' } }, storageClassName: 'local-path' }
    const known = { name: 'edge-archive', resourceVersion: '7', storageClass: 'local-path' }
    expect(volumeClaimRow({ metadata, spec, status: { phase: 'Pending' } })).toEqual({
      ...known,
      phase: 'Pending',
      size: '20Gi',
    })
    const bound = { phase: 'Bound', capacity: { storage: '32Gi' } }
    expect(volumeClaimRow({ metadata, spec, status: bound })).toEqual({ ...known, phase: 'Bound', size: '32Gi' })
  })

  it('is total', () => {
    const blank = { name: 'edge-archive', resourceVersion: '7', phase: '', size: '', storageClass: '' }
    expect(volumeClaimRow({ metadata })).toEqual(blank)
    expect(volumeClaimRow({ metadata, spec: 'none', status: { capacity: 3, phase: {} } })).toEqual(blank)
  })
})
