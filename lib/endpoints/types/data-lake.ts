import { serviceHostProblem } from '../checks/service-host'
import { method } from '../methods'
import { serviceHostRule } from '../rules/service-host'
import { batchingFields } from './batching-fields'
import { fieldsOf } from './common-fields'
import { defineEndpointType } from './define'
import { identityFields, identityMethods } from './storage-fields'

const fields = fieldsOf('dataLakeStorageSettings')

/** A storage account with Data Lake Storage Gen2 ("Configure data flow endpoints for Azure Data Lake Storage Gen2"). */
export const dataLake = defineEndpointType({
  id: 'data-lake',
  label: 'Azure Data Lake Storage Gen2',
  sentence: 'Containers of an Azure storage account with Data Lake Storage Gen2.',
  icon: 'storage',
  endpointType: 'DataLakeStorage',
  settings: 'dataLakeStorageSettings',
  sides: ['destination'],
  needsSchema: true,
  address: 'host',
  claims: () => true,
  methods: [
    ...identityMethods('a role that may write, such as Storage Blob Data Contributor'),
    method('AccessToken', 'A shared access signature (SAS) from a synced secret.'),
  ],
  fields: [
    fields.host({
      control: { kind: 'text', placeholder: '<ACCOUNT>.blob.core.windows.net', spellcheck: false },
      hint: 'The blob endpoint of the storage account. Each dataflow names its container.',
      check: serviceHostProblem,
    }),
    fields.method('How dataflows prove to the storage account who they are.'),
    fields.secret('AccessToken', {
      key: 'tokenSecret',
      credential: 'access-token',
      hint: 'The Kubernetes secret that holds the SAS token as accessToken, without its leading question mark.',
    }),
    ...identityFields('dataLakeStorageSettings'),
    ...batchingFields(fields.at, { latency: '60', messages: '100000' }),
  ],
  rules: [
    serviceHostRule({
      suffixes: ['blob.core.windows.net', 'blob.core.usgovcloudapi.net', 'blob.core.chinacloudapi.cn'],
      parts: 1,
      form: '<account>.blob.core.windows.net',
      mixup: { wrong: '.dfs.core.', right: '.blob.core.' },
    }),
  ],
  example: {
    name: 'plant-lake',
    values: {
      host: 'plant07archive.blob.core.windows.net',
      method: 'AccessToken',
      tokenSecret: 'plant-lake-token',
      batchMessages: '50000',
    },
  },
})
