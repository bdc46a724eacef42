import { expect, test } from 'vitest'
import { serviceHostProblem } from './service-host'

test.each([
  'quality.westeurope.kusto.windows.net',
  'https://quality.westeurope.kusto.windows.net/',
  'https://Plant07.Blob.Core.Windows.net',
  'plant07.blob.core.chinacloudapi.cn',
  'lake.plant07.internal',
  'lake',
  '10.0.0.12',
  'https://[fd00::12]/',
])('%s may be a host', (host) => {
  expect(serviceHostProblem(host)).toBeUndefined()
})

test.each([
  'a b.westeurope.kusto.windows.net',
  'http://plant07.blob.core.windows.net',
  'plant07..blob.core.windows.net',
  '<account>.blob.core.windows.net',
  '-plant.blob.core.windows.net',
  '[fd00::zz]',
  'https://',
])('%s cannot be one', (host) => {
  expect(serviceHostProblem(host)).toMatch(/[.]$/)
})
