import { caMissing, keyInConfigMap, secretNotSynced } from '@/lib/brokers/documented-rules'
import { requiredKeys } from '@/lib/brokers/credentials'
import { named } from '@/lib/core/named'
import type { Field, Rule } from '../types/define'

/**
 * Rules that follow from what a field is: whatever the endpoint type, a config map that is chosen has to be there, and so
 * has a secret with what belongs in it. No type lists them.
 */
export const controlRules = ({ key, control }: Field): Rule[] => {
  switch (control.kind) {
    case 'config-map':
      return [missingCa(key), keyInCa(key)]
    case 'secret':
      return [missingSecret(key), incompleteSecret(key, requiredKeys(control.credential))]
    case 'pvc':
      return [missingClaim(key)]
    default:
      return []
  }
}

const missingCa = (field: string): Rule => ({
  id: 'ca-missing',
  level: 'warning',
  field,
  judge: ({ effective, cluster: { caConfigMaps } }) => {
    const name = effective[field] ?? ''
    return name !== '' && caConfigMaps && !caConfigMaps.get(name)?.certificates
      ? { message: caMissing(name) }
      : undefined
  },
})

const keyInCa = (field: string): Rule => ({
  id: 'ca-private-key',
  level: 'warning',
  field,
  judge: ({ effective, cluster: { caConfigMaps } }) => {
    const name = effective[field] ?? ''
    return caConfigMaps?.get(name)?.privateKey ? { message: keyInConfigMap(name) } : undefined
  },
})

/** Only synced secrets are known here; a secret made by hand is as good, so this informs and does not warn. */
const missingSecret = (field: string): Rule => ({
  id: 'secret-missing',
  level: 'info',
  field,
  judge: ({ effective, cluster: { secrets } }) => {
    const name = effective[field] ?? ''
    return name !== '' && secrets && !secrets.has(name) ? { message: secretNotSynced(name) } : undefined
  },
})

const incompleteSecret = (field: string, needed: readonly string[]): Rule => ({
  id: 'secret-incomplete',
  level: 'warning',
  field,
  judge: ({ effective, cluster: { secrets } }) => {
    const name = effective[field] ?? ''
    const keys = secrets?.get(name)?.keys
    const missing = keys ? needed.filter((key) => !keys.includes(key)) : []
    return missing.length > 0
      ? { message: `The synced secret “${name}” has no ${named(missing)}: the connection fails without.` }
      : undefined
  },
})

/** A pod waits for ever for a claim that does not exist ("Persistent Volumes", claims as volumes). */
const missingClaim = (field: string): Rule => ({
  id: 'claim-missing',
  level: 'warning',
  field,
  judge: ({ effective, cluster: { volumeClaims } }) => {
    const name = effective[field] ?? ''
    return name !== '' && volumeClaims && !volumeClaims.includes(name)
      ? {
          message: `There is no persistent volume claim “${name}” here: dataflows have nowhere to write until there is.`,
        }
      : undefined
  },
})
