import { managedByLabel, managedByUs } from './owner'

/** The key under which Azure IoT Operations' own bundle holds its certificates. */
export const usualTrustKey = 'ca.crt'

/** A config map of trusted authorities, as the portal makes it. */
export const trustConfigMap = (name: string, pem: string) => ({
  metadata: { name, labels: { [managedByLabel]: managedByUs } },
  data: { [usualTrustKey]: pem },
})
