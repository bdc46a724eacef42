# The instance and the resource group it is in.
INSTANCE='<instance>'
RESOURCE_GROUP='<resource group>'

cat > 'partner-broker.json' <<'JSON'
{
  "endpointType": "Mqtt",
  "hostType": "CustomMqtt",
  "mqttSettings": {
    "authentication": {
      "x509CertificateSettings": {
        "secretRef": "partner-x509"
      },
      "method": "X509Certificate"
    },
    "host": "broker.partner.example.net:8883",
    "tls": {
      "trustedCaCertificateConfigMapRef": "partner-ca"
    },
    "clientIdPrefix": "site-a-"
  }
}
JSON
az iot ops dataflow endpoint apply \
  --resource-group "$RESOURCE_GROUP" --instance "$INSTANCE" \
  --name 'partner-broker' --config-file 'partner-broker.json'
