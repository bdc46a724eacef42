import type { Credential, CredentialPart } from '@/lib/brokers/credentials'
import type { ListenerFact } from '@/lib/brokers/listener-fact'
import type { EndpointSpec, EndpointValues } from '../resource-types'

/**
 * The contract of an endpoint type. One type is one file in this folder: a table of fields from which the form, the
 * mapping to and from the resource, validation, review, documentation and tests derive. Data and pure functions only.
 */
export type EndpointType = {
  /** Part of URLs (`/new/<id>`): kebab-case, never changed once released. */
  id: string
  /** The tile's title, as operators know it. */
  label: string
  /** One sentence on the tile: what it connects to. */
  sentence: string
  icon: EndpointIcon
  /**
   * `spec.endpointType`, and with it the settings object the type owns, in the spelling of the REST model. An object that
   * spells its settings in another letter case is read and written as it stands.
   */
  endpointType: string
  settings: string
  /** `spec.hostType`: Microsoft's memory of the tile. Read when present, written only where the served CRD lists it. */
  hostType?: string
  /** What it can be of a dataflow. */
  sides: readonly ('source' | 'destination')[]
  /** As a destination it takes only messages with a schema. */
  needsSchema?: true
  /** Key of the field that says where it connects to: what the list shows under *Host*, and where a form begins. */
  address: string
  /** Does a resource without `hostType` belong to this tile? Asked in the list's order, the first yes wins. */
  claims: (spec: EndpointSpec, cluster: ClaimContext) => boolean
  /** Authentication methods in the order offered; the first is preselected. */
  methods: readonly AuthenticationMethod[]
  fields: readonly Field[]
  /** Fixed parts of a new resource that no field shows. */
  fixed?: Record<string, unknown>
  rules: readonly Rule[]
  /** A complete, valid endpoint of this type: specs round-trip it and the browser suite creates it. */
  example: { name: string; values: EndpointValues }
}

export type EndpointIcon = 'local-broker' | 'event-grid' | 'custom-broker' | 'kafka' | 'storage' | 'telemetry'

export type ClaimContext = {
  /** Service names of the cluster's own broker listeners, e.g. `aio-broker`. */
  localServices: readonly string[]
}

export type AuthenticationMethod = {
  /** The API's name, e.g. `X509Certificate`. */
  value: string
  /** The name on screen, e.g. *X509 certificate*. */
  label: string
  /** The block beside `method` that belongs to this method; removed in the same write when the method changes. */
  block?: string
  hint?: string
}

export type FieldTab = 'basic' | 'advanced'

/** One row of the table. */
export type Field = {
  /** Key in the form's values; unique in its type. */
  key: string
  label: string
  tab: FieldTab
  /** Heading the field stands under on its tab. */
  section?: string
  control: Control
  /** Where the value stands below `spec`. */
  path: readonly string[]
  /** Text in the resource ↔ text in the form; numbers are written as JSON numbers. */
  as?: 'text' | 'integer'
  /** The value in force when nothing is written. Shown as effective, never pinned. */
  default?: string
  /** Where the default comes from, when it is not Azure IoT Operations itself (e.g. *the token's issuer*). */
  defaultNote?: string
  /** What a new form starts with, when that differs from *not set* (for instance the instance's CA bundle). */
  initial?: (cluster: InitialContext) => string
  required?: boolean
  /** One or two sentences below the field. */
  hint: string
  /** Said once somebody changes the value of an existing endpoint. */
  caution?: string
  /** Shown and written only while another field has one of these values. */
  when?: { field: string; is: readonly string[] }
  /** Shown only where the cluster's CRD is known to have it: it is in the documentation and not in the REST model. */
  whereServed?: true
  /** Shown, but held at one value, with the reason. */
  locked?: { value: string; reason: string }
  /** The sentence for a bad value (already trimmed, not empty), or nothing. Runs in the browser and in the action. */
  check?: (value: string) => string | undefined
}

export type InitialContext = { namespace: string; caConfigMaps: readonly string[] }

export type Control =
  | { kind: 'text'; placeholder?: string; suggestions?: SuggestionSource; spellcheck?: false }
  | { kind: 'number'; min: number; max: number; unit?: string }
  | { kind: 'choice'; options: readonly Option[] }
  | { kind: 'checkbox'; on: string; off: string }
  | { kind: 'config-map' }
  /** A Secret that holds these parts; `proposals` are values that a new part may start with. */
  | { kind: 'secret'; credential: Credential; proposals?: Partial<Record<CredentialPart, string>> }
  /** A PersistentVolumeClaim of the instance's namespace. */
  | { kind: 'pvc' }
  /** The list of `methods`. */
  | { kind: 'method' }

export type Option = { value: string; label: string; description?: string }

/** What the cluster can suggest for a text field. */
export type SuggestionSource = 'broker-hosts' | 'broker-audiences'

/**
 * A rule across fields and resources. A refusal blocks beside its field; an advisory warns and may offer a fix.
 * Grounds are Microsoft's documentation; each rule names its own.
 */
export type Rule = {
  id: string
  level: 'refusal' | 'warning' | 'info'
  /** The field it stands beside. */
  field: string
  judge: (draft: Draft) => Verdict | undefined
}

export type Verdict = {
  message: string
  /** One click that sets these fields. */
  fix?: { label: string; values: EndpointValues }
}

/** What a rule sees: the values in force (defaults filled in) and what the cluster is known to hold. */
export type Draft = {
  name: string
  /** As typed: empty is *not set*. */
  values: EndpointValues
  /** With defaults in place of *not set*. */
  effective: EndpointValues
  cluster: RuleContext
}

/** What rules may know of the cluster. A part that is not known yet is `undefined`, and rules about it stay silent. */
export type RuleContext = {
  namespace: string
  endpointNames?: ReadonlySet<string>
  listeners?: readonly ListenerFact[]
  /** Config maps with certificates, by name. */
  caConfigMaps?: ReadonlyMap<string, { certificates: number; privateKey?: boolean }>
  /** Names of the volume claims in the namespace. */
  volumeClaims?: readonly string[]
  /** Synced secrets by name, with the keys they are to hold. */
  secrets?: ReadonlyMap<string, { keys: readonly string[] }>
  /** How dataflows use the endpoint being edited. */
  uses?: readonly UseFact[]
  /** Other endpoints with host and prefix, for client ID collisions. */
  others?: readonly { name: string; host: string; clientIdPrefix: string; dataflows: readonly string[] }[]
}

export type UseFact = {
  dataflow: string
  side: 'source' | 'destination'
  profile: string
  instanceCount?: number
  /** The dataflow gives its messages a schema. */
  schema?: true
  /** The endpoint on the other side, and whether that is the local broker; absent when not known. */
  other?: { endpoint: string; local: boolean }
}

/** Checks at compile time that a type file fits the contract, and keeps its literal types. */
export const defineEndpointType = <const T extends EndpointType>(type: T): T => type
