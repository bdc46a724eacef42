import { expect, test } from 'vitest'
import { pickProblem, searchSecrets } from './pick'

const secret = { name: 'partner-cert', contentType: 'application/x-pem-file', enabled: true, ofCertificate: false }

test('every word has to occur, in whatever case and order', () => {
  const all = [secret, { ...secret, name: 'historian', contentType: 'text/plain' }]
  expect(searchSecrets(all, 'PEM part')).toEqual([secret])
  expect(searchSecrets(all, '  ')).toBe(all)
  expect(searchSecrets(all, 'nothing')).toEqual([])
})

test('disabled secrets and those of certificates cannot be picked, expired ones can', () => {
  expect(pickProblem({ ...secret, enabled: false })).toContain('is disabled')
  expect(pickProblem({ ...secret, ofCertificate: true })).toContain('certificate and key in one')
  expect(pickProblem({ ...secret, expiresOn: 0 })).toBeUndefined()
})
