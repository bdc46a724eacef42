import { mostDataflowsOfProfile } from '@/lib/brokers/documented-rules'
import type { BridgeRule } from './define'

const missing: BridgeRule = {
  id: 'profile-missing',
  level: 'refusal',
  field: 'profile',
  judge: ({ values: { profile }, cluster: { profiles } }) =>
    profile === '' || !profiles || profiles.has(profile)
      ? undefined
      : { message: `There is no profile “${profile}”: nothing would run the dataflow.` },
}

/** "Known issues": past a number of dataflows a pod of the profile dies. */
const full: BridgeRule = {
  id: 'profile-full',
  level: 'warning',
  field: 'profile',
  judge: ({ values: { profile }, cluster: { dataflows } }) => {
    if (!dataflows) return undefined
    let members = 1
    for (const row of dataflows.values()) if (row.profile === profile) members += 1
    return members > mostDataflowsOfProfile
      ? {
          message: `With this one the profile “${profile}” has ${members} dataflows; past ${mostDataflowsOfProfile} its pods may not start. Choose another profile.`,
        }
      : undefined
  },
}

export const profileRules: readonly BridgeRule[] = [missing, full]
