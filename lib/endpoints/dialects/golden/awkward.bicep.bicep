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

resource siteAUplink 'Microsoft.IoTOperations/instances/dataflowEndpoints@2026-03-01' = {
  parent: instance
  name: 'site-a-uplink'
  extendedLocation: {
    name: customLocation.id
    type: 'CustomLocation'
  }
  properties: {
    endpointType: 'Mqtt'
    hostType: 'CustomMqtt'
    mqttSettings: {
      host: '[fd00::12]:8883'
      authentication: {
        method: 'X509Certificate'
        x509CertificateSettings: {
          secretRef: 'uplink-x509'
        }
      }
      tls: {
        mode: 'Enabled'
        trustedCaCertificateConfigMapRef: 'parent-ca'
      }
      clientIdPrefix: 'it\'s \${x} \\ [a]'
      qos: 0
      keepAliveSeconds: 0
      'x-vendor': {
        ratio: json('0.5')
        on: true
        off: null
        list: [
          '[a]'
          '[[b]'
          'no'
          7
        ]
        none: []
        empty: {}
      }
    }
  }
}
