import { targetKeyOf } from '@/lib/brokers/credentials'
import { named } from '@/lib/core/named'
import { bridgeLabels, shownValue } from '@/lib/dataflows/bridge-fields'
import { newDataflow } from '@/lib/dataflows/bridge-spec'
import { newResource } from '@/lib/endpoints/new-resource'
import type { KubernetesObject } from '@/lib/kubernetes/objects'
import { resourceYaml } from '@/lib/kubernetes/resource-yaml'
import { resourceKind, type ResourceName } from '@/lib/kubernetes/resources'
import type { Slot } from '@/lib/secrets/slots'
import { stepLabels, type StepId } from '@/lib/secrets/steps'
import { syncObject } from '@/lib/secrets/sync-object'
import { trustConfigMap } from '@/lib/secrets/trust-config-map'
import { encodingOf, printVaultObject } from '@/lib/secrets/vault-object'
import type { SiteLinkForm } from './form'
import type { Made } from './made'
import { bridgeOf, endpointOf, parentType, secretOf, trustOf } from './parts'

/** Where the parts of a new client certificate come from: names only. Values are no part of a plan. */
export type NewIdentity = {
  vault: string
  /** Without the Secret Store extension there is none, and the portal writes the Secret itself. */
  providerClass?: string
  parts: readonly {
    slot: Slot
    name: string
    /** Its value is still to be stored. */ stored: boolean
    fileEncoding?: string
  }[]
}

export type PlanInput = {
  form: SiteLinkForm
  namespace: string
  /** The certificates that were pasted, by the names of their subjects, and their text as it will be written. */
  authorities: { names: readonly string[]; pem: string }
  /** Nothing when a secret is used that is there. */
  identity?: NewIdentity
  made: Made
}

export type ObjectId = 'trust' | 'vault' | 'provider-class' | 'sync' | 'secret' | 'endpoint' | 'up' | 'down'

/** What happens to one object of the set. */
export type Deed = 'create' | 'add' | 'store' | 'use' | 'stands'

/** One object of the set, as it is reviewed before anything is written. */
export type PlannedObject = {
  id: ObjectId
  kind: string
  name: string
  deed: Deed
  /** What it is for, in a sentence without a value that has to be kept. */
  says: string
  /** What will be written, where that is an object of the cluster. */
  yaml?: string
}

/** Everything that a link is made of, in the order in which it is written. Each needs only what stands before it. */
export const planOf = (input: PlanInput): PlannedObject[] => [
  ...trustObject(input),
  ...(input.identity ? identityObjects(input, input.identity) : [usedSecret(input)]),
  endpointObject(input),
  ...bridgeObject(input, 'up'),
  ...bridgeObject(input, 'down'),
]

const manifest = (resource: ResourceName, namespace: string, object: KubernetesObject): string => {
  const { group, versions, kind } = resourceKind(resource)
  const apiVersion = group === '' ? versions[0] : `${group}/${versions[0]}`
  return resourceYaml({ apiVersion, kind, ...object, metadata: { ...object.metadata, namespace } })
}

const trustObject = ({ form, namespace, authorities, made }: PlanInput): PlannedObject[] => {
  const name = trustOf(form)
  if (form.trust === 'public') return []
  const kind = 'Config map'
  if (form.trust === 'config-map') {
    return [{ id: 'trust', kind, name, deed: 'use', says: 'Trusted as it is.' }]
  }
  return [
    {
      id: 'trust',
      kind,
      name,
      deed: made.trust ? 'stands' : 'create',
      says: `Trusts ${named(authorities.names.map((one) => `“${one}”`)) || 'what was pasted'}.`,
      yaml: manifest('configmaps', namespace, trustConfigMap(name, authorities.pem)),
    },
  ]
}

const usedSecret = ({ form }: PlanInput): PlannedObject => ({
  id: 'secret',
  kind: 'Secret',
  name: secretOf(form),
  deed: 'use',
  says: 'Used as it is.',
})

const identityObjects = (
  { form, namespace, made }: PlanInput,
  { vault, providerClass, parts }: NewIdentity,
): PlannedObject[] => {
  const name = secretOf(form)
  const fresh = parts.filter(({ stored }) => stored)
  const stands: Deed = made.secret ? 'stands' : 'create'
  const data = parts.map((one) => ({ sourcePath: one.name, targetKey: targetKeyOf('client-certificate', one.slot) }))
  const keys = named(data.map(({ targetKey }) => targetKey))
  const stored: PlannedObject = {
    id: 'vault',
    kind: fresh.length === 1 ? 'Key Vault secret' : 'Key Vault secrets',
    name: fresh.map((one) => one.name).join(', '),
    deed: 'store',
    says: `Stored in the vault ${vault}.`,
  }
  const before = fresh.length > 0 ? [stored] : []
  if (providerClass === undefined) {
    return [
      ...before,
      {
        id: 'secret',
        kind: 'Secret',
        name,
        deed: stands,
        says: `Written by the portal out of the vault ${vault}: ${keys}.`,
      },
    ]
  }
  const entries = parts.map(({ name: objectName, fileEncoding }) => {
    const encoding = encodingOf(fileEncoding)
    return printVaultObject({
      objectName,
      objectType: 'secret',
      ...(encoding && encoding !== 'utf-8' && { objectEncoding: encoding }),
    })
  })
  return [
    ...before,
    {
      id: 'provider-class',
      kind: 'Provider class',
      name: providerClass,
      deed: 'add',
      says: `Lists ${named(parts.map((one) => one.name))} besides what it lists already.`,
      yaml: entries.map((entry) => `- |\n${indented(entry)}`).join(''),
    },
    {
      id: 'sync',
      kind: 'Synced secret',
      name,
      deed: stands,
      says: `Syncs them into the Secret ${name}: ${keys}.`,
      yaml: manifest('secretsyncs', namespace, syncObject(name, { providerClass, data })),
    },
  ]
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')

const endpointObject = ({ form, namespace, made }: PlanInput): PlannedObject => {
  const { name, values } = endpointOf(form)
  // Whether the cluster keeps `hostType` it says itself, in its answer to a dry run.
  const resource = newResource(parentType, name, values, { hostType: false })
  return {
    id: 'endpoint',
    kind: 'Endpoint',
    name,
    deed: made.endpoint ? 'stands' : 'create',
    says: `${values.host}, X509 certificate of ${secretOf(form)}.`,
    yaml: manifest('dataflowendpoints', namespace, resource),
  }
}

const bridgeObject = ({ form, namespace, made }: PlanInput, which: 'up' | 'down'): PlannedObject[] => {
  const bridge = bridgeOf(form, which)
  if (!bridge) return []
  const { name, values } = bridge
  const topics = shownValue('topics', values) ?? ''
  return [
    {
      id: which,
      kind: 'Dataflow',
      name,
      deed: made[which] ? 'stands' : 'create',
      says: `${topics} of ${values.source} → ${values.target.trim()} of ${values.destination}. ${bridgeLabels.profile} ${values.profile}.`,
      yaml: manifest('dataflows', namespace, newDataflow(name, values)),
    },
  ]
}

export type LinkStepId = StepId | 'trust' | 'up' | 'down'

const labels: Record<LinkStepId, string> = {
  ...stepLabels,
  trust: 'Create the config map of authorities',
  endpoint: 'Create the endpoint',
  up: 'Create the dataflow up',
  down: 'Create the dataflow down',
}

const stepsFor: Record<ObjectId, readonly LinkStepId[]> = {
  trust: ['trust'],
  vault: ['vault'],
  'provider-class': ['provider-class'],
  sync: ['sync-object', 'secret', 'content'],
  secret: ['secret', 'content'],
  endpoint: ['endpoint'],
  up: ['up'],
  down: ['down'],
}

/** The steps that write the set. What is only used takes none; what stands is gone through once more, which changes nothing. */
export const linkSteps = (plan: readonly PlannedObject[]): { id: LinkStepId; label: string }[] => {
  const written = plan.filter(({ deed }) => deed !== 'use')
  const direct = written.some(({ id }) => id === 'secret')
  return written
    .flatMap(({ id }) => stepsFor[id])
    .map((id) => ({ id, label: id === 'secret' && direct ? 'Write the Secret' : labels[id] }))
}
