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

resource localToken 'Microsoft.IoTOperations/instances/dataflowEndpoints@2026-03-01' = {
  parent: instance
  name: 'local-token'
  extendedLocation: {
    name: customLocation.id
    type: 'CustomLocation'
  }
  properties: {
    endpointType: 'Mqtt'
    hostType: 'LocalBroker'
    mqttSettings: {
      authentication: {
        serviceAccountTokenSettings: {
          audience: 'aio-internal'
        }
        method: 'ServiceAccountToken'
      }
      host: 'aio-broker:18883'
      tls: {
        trustedCaCertificateConfigMapRef: 'azure-iot-operations-aio-ca-trust-bundle'
      }
    }
  }
}
