@description('The Azure IoT Operations instance.')
param instanceName string

@description('The custom location of the instance.')
param customLocationName string

resource instance 'Microsoft.IoTOperations/instances@2026-03-01' existing = {
  name: instanceName
}

resource customLocation 'Microsoft.ExtendedLocation/customLocations@2021-08-31-preview' existing = {
  name: customLocationName
}

resource eventGridUplink 'Microsoft.IoTOperations/instances/dataflowEndpoints@2026-03-01' = {
  parent: instance
  name: 'event-grid-uplink'
  extendedLocation: {
    name: customLocation.id
    type: 'CustomLocation'
  }
  properties: {
    endpointType: 'Mqtt'
    hostType: 'EventGrid'
    mqttSettings: {
      authentication: {
        systemAssignedManagedIdentitySettings: {}
        method: 'SystemAssignedManagedIdentity'
      }
      host: 'plant-events.westeurope-1.ts.eventgrid.azure.net:8883'
      retain: 'Never'
    }
  }
}
