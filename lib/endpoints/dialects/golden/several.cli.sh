# The instance and the resource group it is in.
INSTANCE='<instance>'
RESOURCE_GROUP='<resource group>'

cat > 'event-grid-uplink.json' <<'JSON'
{
  "endpointType": "Mqtt",
  "hostType": "EventGrid",
  "mqttSettings": {
    "authentication": {
      "systemAssignedManagedIdentitySettings": {},
      "method": "SystemAssignedManagedIdentity"
    },
    "host": "plant-events.westeurope-1.ts.eventgrid.azure.net:8883",
    "retain": "Never"
  }
}
JSON
az iot ops dataflow endpoint apply \
  --resource-group "$RESOURCE_GROUP" --instance "$INSTANCE" \
  --name 'event-grid-uplink' --config-file 'event-grid-uplink.json'

cat > 'site-a-uplink.json' <<'JSON'
{
  "endpointType": "Mqtt",
  "hostType": "CustomMqtt",
  "mqttSettings": {
    "host": "[fd00::12]:8883",
    "authentication": {
      "method": "X509Certificate",
      "x509CertificateSettings": {
        "secretRef": "uplink-x509"
      }
    },
    "tls": {
      "mode": "Enabled",
      "trustedCaCertificateConfigMapRef": "parent-ca"
    },
    "clientIdPrefix": "it's ${x} \\ [a]",
    "qos": 0,
    "keepAliveSeconds": 0,
    "x-vendor": {
      "ratio": 0.5,
      "on": true,
      "off": null,
      "list": [
        "[a]",
        "[[b]",
        "no",
        7
      ],
      "none": [],
      "empty": {}
    }
  }
}
JSON
az iot ops dataflow endpoint apply \
  --resource-group "$RESOURCE_GROUP" --instance "$INSTANCE" \
  --name 'site-a-uplink' --config-file 'site-a-uplink.json'
