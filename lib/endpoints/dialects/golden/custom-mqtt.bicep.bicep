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

resource partnerBroker 'Microsoft.IoTOperations/instances/dataflowEndpoints@2026-03-01' = {
  parent: instance
  name: 'partner-broker'
  extendedLocation: {
    name: customLocation.id
    type: 'CustomLocation'
  }
  properties: {
    endpointType: 'Mqtt'
    hostType: 'CustomMqtt'
    mqttSettings: {
      authentication: {
        x509CertificateSettings: {
          secretRef: 'partner-x509'
        }
        method: 'X509Certificate'
      }
      host: 'broker.partner.example.net:8883'
      tls: {
        trustedCaCertificateConfigMapRef: 'partner-ca'
      }
      clientIdPrefix: 'site-a-'
    }
  }
}
