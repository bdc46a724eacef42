import { serviceHostProblem } from '../checks/service-host'
import { controlCharacterProblem } from '../checks/text'
import { serviceHostRule } from '../rules/service-host'
import { batchingFields } from './batching-fields'
import { fieldsOf } from './common-fields'
import { defineEndpointType } from './define'
import { identityFields, identityMethods } from './storage-fields'

const { at, host, method } = fieldsOf('dataExplorerSettings')

/** A database of Azure Data Explorer ("Configure data flow endpoints for Azure Data Explorer"). */
export const dataExplorer = defineEndpointType({
  id: 'data-explorer',
  label: 'Azure Data Explorer',
  sentence: 'A database of an Azure Data Explorer cluster.',
  icon: 'storage',
  endpointType: 'DataExplorer',
  settings: 'dataExplorerSettings',
  sides: ['destination'],
  needsSchema: true,
  address: 'host',
  claims: () => true,
  methods: identityMethods('the database role Ingestor'),
  fields: [
    host({
      control: { kind: 'text', placeholder: '<CLUSTER>.<REGION>.kusto.windows.net', spellcheck: false },
      hint: 'The URI from the cluster’s overview page in Azure.',
      check: serviceHostProblem,
    }),
    {
      key: 'database',
      label: 'Database',
      tab: 'basic',
      control: { kind: 'text', placeholder: 'plant', spellcheck: false },
      path: at('database'),
      required: true,
      check: controlCharacterProblem,
      hint: 'The database that dataflows write to. Each dataflow names its table.',
    },
    method('How dataflows prove to the cluster who they are.'),
    ...identityFields('dataExplorerSettings', { audience: 'https://api.kusto.windows.net' }),
    ...batchingFields(at, { latency: '60', messages: '100000' }),
  ],
  rules: [
    serviceHostRule({
      suffixes: ['kusto.windows.net', 'kusto.usgovcloudapi.net', 'kusto.chinacloudapi.cn'],
      parts: 2,
      form: '<cluster>.<region>.kusto.windows.net',
    }),
  ],
  example: {
    name: 'quality-explorer',
    values: {
      host: 'quality.westeurope.kusto.windows.net',
      database: 'plant07',
      method: 'SystemAssignedManagedIdentity',
      batchLatency: '30',
    },
  },
})
