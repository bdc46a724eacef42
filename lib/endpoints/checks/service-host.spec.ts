import { expect, test } from 'vitest'
import { endpointTypeById } from '../types'

const judge = (id: string, value: string) =>
  endpointTypeById(id)
    .fields.find(({ key }) => key === 'host')
    ?.check?.(value)

test.each([
  ['data-explorer', 'quality.westeurope.kusto.windows.net'],
  ['data-explorer', 'https://quality.westeurope.kusto.windows.net/'],
  ['data-explorer', 'quality.usgovvirginia.kusto.usgovcloudapi.net'],
  ['data-lake', 'plant07.blob.core.windows.net'],
  ['data-lake', 'https://Plant07.Blob.Core.Windows.net'],
  ['fabric-onelake', 'https://onelake.dfs.fabric.microsoft.com'],
  ['fabric-onelake', 'westeurope-onelake.dfs.fabric.microsoft.com'],
])('%s takes %s', (id, host) => {
  expect(judge(id, host)).toBeUndefined()
})

test.each([
  ['data-explorer', 'quality.kusto.windows.net'],
  ['data-explorer', 'kusto.windows.net'],
  ['data-explorer', 'quality.westeurope.kusto.windows.net.example.net'],
  ['data-explorer', 'a b.westeurope.kusto.windows.net'],
  ['data-lake', 'http://plant07.blob.core.windows.net'],
  ['data-lake', 'blob.core.windows.net'],
  ['data-lake', 'plant07.file.core.windows.net'],
  ['fabric-onelake', 'fabric.microsoft.com'],
])('%s refuses %s', (id, host) => {
  expect(judge(id, host)).toMatch(/[.]$/)
})

test('the name for another protocol is told with the right one', () => {
  expect(judge('data-lake', 'plant07.dfs.core.windows.net')).toContain('plant07.blob.core.windows.net')
})
