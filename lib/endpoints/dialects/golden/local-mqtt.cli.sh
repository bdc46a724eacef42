# The instance and the resource group it is in.
INSTANCE='<instance>'
RESOURCE_GROUP='<resource group>'

cat > 'local-token.json' <<'JSON'
{
  "endpointType": "Mqtt",
  "hostType": "LocalBroker",
  "mqttSettings": {
    "authentication": {
      "serviceAccountTokenSettings": {
        "audience": "aio-internal"
      },
      "method": "ServiceAccountToken"
    },
    "host": "aio-broker:18883",
    "tls": {
      "trustedCaCertificateConfigMapRef": "azure-iot-operations-aio-ca-trust-bundle"
    }
  }
}
JSON
az iot ops dataflow endpoint apply \
  --resource-group "$RESOURCE_GROUP" --instance "$INSTANCE" \
  --name 'local-token' --config-file 'local-token.json'
