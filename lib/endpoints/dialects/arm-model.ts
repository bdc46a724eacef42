import type { EndpointSpec } from '../resource-types'
import { text } from '../settings'
import { isTree, readAt, sameTree, type Tree } from '@/lib/core/tree'
import { endpointTypes } from '../types'

/**
 * Azure Resource Manager's model of an endpoint, for Bicep, ARM JSON and the Azure CLI. Its `properties` are the
 * resource's `spec` but for a few names (Azure/azure-rest-api-specs, specification/iotoperations, dataflowEndpoints.tsp).
 */
export const armType = 'Microsoft.IoTOperations/instances/dataflowEndpoints'

/** A stable version with every type of the gallery, OpenTelemetry and `hostType` included. */
export const armVersion = '2026-03-01'

export const armInstanceType = 'Microsoft.IoTOperations/instances'
export const customLocationType = 'Microsoft.ExtendedLocation/customLocations'

/** The only version of `customLocations` that Microsoft's samples for Azure IoT Operations name. */
export const customLocationVersion = '2021-08-31-preview'

/** The settings object of a type by Azure's convention: `DataLakeStorage` → `dataLakeStorageSettings`. */
const armSettings = (endpointType: string): string =>
  `${endpointType.slice(0, 1).toLowerCase()}${endpointType.slice(1)}Settings`

/** The same object as the cluster's definition spells it, where the portal has the type's table. */
const clusterSettings = (endpointType: string): string | undefined =>
  endpointTypes.find((type) => type.endpointType.toLowerCase() === endpointType.toLowerCase())?.settings

/** What Azure manages by itself and shows among the properties. */
export const armReadOnly: readonly string[] = ['provisioningState', 'healthState']

/** A spec as `properties`: in Azure's spelling, and without the empty block that only manifests have. */
export const armProperties = (spec: EndpointSpec): Tree => {
  const type = text(spec.endpointType)
  const properties = respelt(spec, type, armSettings(type))
  const path = [armSettings(type), 'authentication']
  const authentication = readAt(properties, path)
  // For MQTT Azure has no such block, and Microsoft's manifests show an empty one.
  if (type.toLowerCase() !== 'mqtt' || !isTree(authentication) || !sameTree(authentication.anonymousSettings, {})) {
    return properties
  }
  const { anonymousSettings: _, ...rest } = authentication
  const settings = properties[armSettings(type)]
  return { ...properties, [armSettings(type)]: { ...(isTree(settings) ? settings : {}), authentication: rest } }
}

/** `properties` as a spec: in the cluster's spelling, without what Azure manages. */
export const specOfArm = (properties: Tree): EndpointSpec => {
  const own = Object.fromEntries(Object.entries(properties).filter(([key]) => !armReadOnly.includes(key)))
  const type = text(own.endpointType)
  return respelt(own, type, clusterSettings(type) ?? armSettings(type))
}

const respelt = (tree: Tree, type: string, spelling: string): Tree => {
  const wanted = `${type}settings`.toLowerCase()
  if (Object.hasOwn(tree, spelling)) return tree
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key.toLowerCase() === wanted ? spelling : key, value]),
  )
}
