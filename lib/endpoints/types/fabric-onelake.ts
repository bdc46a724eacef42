import { serviceHostProblem } from '../checks/service-host'
import { controlCharacterProblem } from '../checks/text'
import { serviceHostRule } from '../rules/service-host'
import { batchingFields } from './batching-fields'
import { fieldsOf } from './common-fields'
import { defineEndpointType } from './define'
import { identityFields, identityMethods } from './storage-fields'

const { at, host, method } = fieldsOf('fabricOneLakeSettings')

/** A lakehouse of Microsoft Fabric ("Configure data flow endpoints for Microsoft Fabric OneLake"). */
export const fabricOneLake = defineEndpointType({
  id: 'fabric-onelake',
  label: 'Microsoft Fabric OneLake',
  sentence: 'Tables or files of a Microsoft Fabric lakehouse.',
  icon: 'storage',
  endpointType: 'FabricOneLake',
  settings: 'fabricOneLakeSettings',
  sides: ['destination'],
  needsSchema: true,
  address: 'host',
  claims: () => true,
  methods: identityMethods('the role Contributor in the Fabric workspace'),
  fields: [
    host({
      control: { kind: 'text', placeholder: 'https://onelake.dfs.fabric.microsoft.com', spellcheck: false },
      hint: 'The same for all workspaces, unless Fabric gives a regional one.',
      initial: () => 'https://onelake.dfs.fabric.microsoft.com',
      check: serviceHostProblem,
    }),
    {
      key: 'workspace',
      label: 'Workspace name',
      tab: 'basic',
      control: { kind: 'text', spellcheck: false },
      path: at('names', 'workspaceName'),
      required: true,
      check: controlCharacterProblem,
      hint: 'The Fabric workspace by its name or ID.',
    },
    {
      key: 'lakehouse',
      label: 'Lakehouse name',
      tab: 'basic',
      control: { kind: 'text', spellcheck: false },
      path: at('names', 'lakehouseName'),
      required: true,
      check: controlCharacterProblem,
      hint: 'The lakehouse in that workspace, by its name or ID.',
    },
    {
      key: 'pathType',
      label: 'OneLake path type',
      tab: 'basic',
      control: {
        kind: 'choice',
        options: [
          { value: 'Tables', label: 'Tables', description: 'Each dataflow names a table; Delta is the format.' },
          { value: 'Files', label: 'Files', description: 'Each dataflow names a folder; Parquet is the format.' },
        ],
      },
      path: at('oneLakePathType'),
      required: true,
      initial: () => 'Tables',
      hint: 'Where in the lakehouse dataflows write.',
      caution: 'What was written so far stays where it is.',
    },
    method('How dataflows prove to Fabric who they are.'),
    ...identityFields('fabricOneLakeSettings'),
    ...batchingFields(at, { latency: '60', messages: '100000' }),
  ],
  rules: [
    serviceHostRule({
      suffixes: ['fabric.microsoft.com'],
      parts: 1,
      form: 'https://onelake.dfs.fabric.microsoft.com',
    }),
  ],
  example: {
    name: 'plant-lakehouse',
    values: {
      host: 'https://onelake.dfs.fabric.microsoft.com',
      workspace: 'plant-07',
      lakehouse: 'quality',
      pathType: 'Files',
      method: 'SystemAssignedManagedIdentity',
      batchLatency: '0',
    },
  },
})
