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
