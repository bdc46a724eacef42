import { mayRefuseRetained, needsOneInstance } from '@/lib/brokers/documented-rules'
import { isEventGrid } from '../endpoint-fact'
import { isSharedFilter } from '../topics'
import type { BridgeRule } from './define'

/*
 * Azure Event Grid's MQTT broker on a side of a bridge ("Configure MQTT data flow endpoints"). Newer pages of Event Grid
 * support shared subscriptions and retained messages, so these advise and do not refuse.
 */

const instances: BridgeRule = {
  id: 'event-grid-instances',
  level: 'warning',
  field: 'profile',
  judge: ({ name, values: { profile }, source, cluster: { profiles } }) => {
    if (!profiles || !isEventGrid(source) || (profiles.get(profile)?.instanceCount ?? 1) <= 1) return undefined
    const single = [...profiles].find(([, { instanceCount }]) => instanceCount === 1)?.[0]
    return {
      message: needsOneInstance([{ dataflow: name || 'this dataflow', profile }]),
      ...(single !== undefined && { fix: { label: `Use the profile ${single}`, values: { profile: single } } }),
    }
  },
}

const sharedFilter: BridgeRule = {
  id: 'event-grid-shared',
  level: 'warning',
  field: 'topics',
  judge: ({ source, topics }) =>
    isEventGrid(source) && topics.some(isSharedFilter)
      ? { message: 'Event Grid may not take shared subscriptions of a dataflow: subscribe without $share.' }
      : undefined,
}

const retain: BridgeRule = {
  id: 'event-grid-retain',
  level: 'warning',
  field: 'destination',
  judge: ({ name, destination }) =>
    destination && isEventGrid(destination) && destination.retain === 'Keep'
      ? {
          message: mayRefuseRetained([name || 'this dataflow']),
          jump: { label: 'Set Retain to Never', endpoint: destination.name, field: 'retain' },
        }
      : undefined,
}

export const eventGridRules: readonly BridgeRule[] = [instances, sharedFilter, retain]
