import { mostDataflowsOfProfile, needsLocalBroker } from '@/lib/brokers/documented-rules'
import { isLocalEndpoint } from '@/lib/dataflows/endpoint-fact'
import type { DataflowRow } from '@/lib/dataflows/row'
import type { Target } from '../doctor'
import { type Check, type CheckFacts, sides } from './define'

/** `az iot ops check` makes the same checks of references. */
export const references = (dataflow: DataflowRow, { endpoints, profiles }: CheckFacts): Check[] => {
  const target: Target = { kind: 'dataflow', name: dataflow.name }
  const found = (id: string, text: string): Check => ({
    id,
    level: 'error',
    text,
    dataflows: [dataflow.name],
    fix: { label: 'Open the dataflow', target },
  })
  return [
    ...sides.flatMap((side) => {
      const endpoint = dataflow[side]?.endpoint
      if (endpoint === undefined) return [found(`no-${side}`, `${dataflow.name} names no ${side} endpoint.`)]
      if (!endpoints || endpoints.has(endpoint)) return []
      return [
        found('endpoint-missing', `The ${side} of ${dataflow.name} is “${endpoint}”, and there is no such endpoint.`),
      ]
    }),
    ...(profiles && !profiles.has(dataflow.profile)
      ? [found('profile-missing', `There is no profile “${dataflow.profile}”: nothing runs ${dataflow.name}.`)]
      : []),
  ]
}

export const localBroker = (dataflow: DataflowRow, { endpoints, localServices }: CheckFacts): Check[] => {
  const [from, to] = sides.map((side) => endpoints?.get(dataflow[side]?.endpoint ?? ''))
  if (!from || !to || isLocalEndpoint(from, localServices) || isLocalEndpoint(to, localServices)) return []
  return [
    {
      id: 'local-broker',
      level: 'warning',
      text: needsLocalBroker([dataflow.name]),
      dataflows: [dataflow.name],
      fix: { label: 'Open the dataflow', target: { kind: 'dataflow', name: dataflow.name } },
    },
  ]
}

export const profileChecks = (profile: string, { dataflows }: CheckFacts): Check[] => {
  const members = [...dataflows.values()].filter((row) => row.profile === profile).map(({ name }) => name)
  if (members.length <= mostDataflowsOfProfile) return []
  return [
    {
      id: 'profile-full',
      level: 'warning',
      text: `The profile “${profile}” has ${members.length} dataflows; past ${mostDataflowsOfProfile} its pods may not start. Move some to another profile.`,
      dataflows: members,
      fix: { label: 'See its pods', target: { kind: 'pods', profile } },
    },
  ]
}
