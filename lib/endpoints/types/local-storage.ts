import { objectNameProblem } from '../checks/name'
import { defineEndpointType } from './define'

/** A volume of the cluster ("Configure data flow endpoints for local storage"). */
export const localStorage = defineEndpointType({
  id: 'local-storage',
  label: 'Local Storage',
  sentence: 'A persistent volume of this cluster, written as Parquet files.',
  icon: 'storage',
  endpointType: 'LocalStorage',
  settings: 'localStorageSettings',
  sides: ['destination'],
  needsSchema: true,
  address: 'volumeClaim',
  claims: () => true,
  methods: [],
  fields: [
    {
      key: 'volumeClaim',
      label: 'Persistent volume claim name',
      tab: 'basic',
      control: { kind: 'pvc' },
      path: ['localStorageSettings', 'persistentVolumeClaimRef'],
      required: true,
      check: objectNameProblem,
      hint: 'A PersistentVolumeClaim of this instance’s namespace. Dataflows write Parquet files into folders of it.',
      caution: 'What was written so far stays in the volume of the old claim.',
    },
  ],
  rules: [],
  example: { name: 'edge-archive-copy', values: { volumeClaim: 'edge-archive' } },
})
