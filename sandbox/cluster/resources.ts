import { randomInt, randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { kindErrors, metadataErrors, mutate, undecodable } from './admission.ts'
import { decode, typed, type FieldValidation } from './decode.ts'
import { apiVersionOf, resourceOf, type Kind, type Version } from './kinds.ts'
import { FieldOwnership, type Writer } from './managed-fields.ts'
import { comparable, keptMetadata, sameOwners, specification, statusOnly, withoutStatus } from './merge.ts'
import { applyPatch, patchTypes } from './patch.ts'
import { validate, withDefaults } from './schema.ts'
import {
  alreadyExists,
  ApiError,
  badRequest,
  conflict,
  deleted,
  forbidden,
  invalid,
  invalidValue,
  notFound,
  required,
  type Status,
} from './status.ts'
import type { Store } from './store.ts'
import { isRecord, record, timestamp, without, type KubeObject, type ObjectMeta } from './types.ts'

/** What a request is about: a kind at one version, in a namespace or not. */
export interface Target {
  kind: Kind
  version: Version
  namespace?: string | undefined
}

export interface WriteOptions {
  manager: string
  dryRun: boolean
  fieldValidation: FieldValidation
  /** Server-side apply takes over fields of other managers. */
  force: boolean
  subresource?: string | undefined
  /** Collects what is said in `Warning` headers. */
  warnings: string[]
}

export interface DeleteOptions {
  dryRun: boolean
  uid?: string | undefined
  resourceVersion?: string | undefined
  orphan: boolean
}

/** Written with a patch: the object, and whether it is new. */
export interface Written {
  object: KubeObject
  created: boolean
}

/** The verbs of every stored resource: decode, default, admit, validate, store. All steps are synchronous, so writes never race. */
export class Resources {
  #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  get({ kind, namespace }: Target, name: string): KubeObject {
    const object = this.#store.get(resourceOf(kind), namespace, name)
    if (!object) throw notFound(kind, name)
    return object
  }

  create(target: Target, body: unknown, options: WriteOptions): KubeObject {
    const object = this.#decode(target, typed(target.kind, target.version, body), options)
    return this.#insert(target, object, options, (made) =>
      ownership(target).afterUpdate(undefined, made, writer(target, options)),
    )
  }

  /** PUT: replaces everything the caller may write. Custom kinds insist on a resourceVersion, as on a real server. */
  update(target: Target, name: string, body: unknown, options: WriteOptions): KubeObject {
    const before = this.get(target, name)
    const object = this.#decode(target, typed(target.kind, target.version, body), options)
    if (target.kind.custom && !object.metadata.resourceVersion) {
      throw invalid(target.kind, name, [invalidValue('metadata.resourceVersion', 0, 'must be specified for an update')])
    }
    return this.#replace(target, before, object, options)
  }

  patch(target: Target, name: string, contentType: string, patch: unknown, options: WriteOptions): Written {
    if (contentType === patchTypes.apply) return this.#apply(target, name, patch, options)
    const before = this.get(target, name)
    const current = { ...before, apiVersion: apiVersionOf(target.kind.group, target.version.name) }
    const patched = applyPatch(contentType, current, patch)
    const object = this.#decode(target, patched, options, (why) =>
      invalid({ group: '', kind: '' }, '', [invalidValue('patch', JSON.stringify(patched), why)]),
    )
    return { object: this.#replace(target, before, object, options), created: false }
  }

  remove({ kind, namespace }: Target, name: string, options: DeleteOptions): Status | KubeObject {
    const object = this.get({ kind, namespace } as Target, name)
    this.#checkPreconditions(kind, object, options)
    const status = deleted(kind, name, object.metadata.uid)
    if (options.dryRun) return status
    const waits = (object.metadata.finalizers?.length ?? 0) > 0
    const isNamespace = resourceOf(kind) === '/namespaces'
    if (!waits && !isNamespace) {
      this.#store.remove(resourceOf(kind), options.orphan ? withFinalizer(object, 'orphan') : object)
      return status
    }
    if (object.metadata.deletionTimestamp) return object
    const metadata = { ...object.metadata, deletionTimestamp: timestamp(), deletionGracePeriodSeconds: 0 }
    const phase = isNamespace ? { status: { phase: 'Terminating' } } : {}
    return this.#store.put(resourceOf(kind), { ...object, ...phase, metadata })
  }

  /** Without `refuse`, a body with strict errors is answered as a real server answers one that is not a patch. */
  #decode(
    target: Target,
    body: unknown,
    options: WriteOptions,
    refuse = (why: string) => cannotBeHandled(target, why),
  ): KubeObject {
    const { kind, version } = target
    const { object, unknown } = decode(kind, version, body)
    const bad = undecodable(kind, object)
    if (bad) throw cannotBeHandled(target, `illegal base64 data at ${bad}`)
    if (unknown.length > 0 && options.fieldValidation === 'Strict') {
      const fields = unknown.map((field) => `unknown field "${field}"`).join(', ')
      throw refuse(`strict decoding error: ${fields}`)
    }
    if (options.fieldValidation === 'Warn') {
      options.warnings.push(...unknown.map((field) => `unknown field "${field}"`))
    }
    return object
  }

  #insert(
    target: Target,
    object: KubeObject,
    options: WriteOptions,
    managedFields: (object: KubeObject) => ObjectMeta['managedFields'],
  ): KubeObject {
    const { kind } = target
    const { metadata } = object
    this.#checkNamespace(target, metadata)
    if (metadata.resourceVersion) throw badRequest('resourceVersion should not be set on objects to be created')
    const draft: KubeObject = {
      ...(kind.status ? without(object, 'status') : object),
      apiVersion: object.apiVersion,
      kind: kind.kind,
      metadata: {
        ...without(metadata, 'resourceVersion'),
        name: metadata.name || generated(metadata.generateName),
        ...(kind.namespaced && target.namespace !== undefined && { namespace: target.namespace }),
        uid: randomUUID(),
        creationTimestamp: timestamp(),
        ...(kind.generation && { generation: 1 }),
      },
    }
    const made = this.#admit(target, draft, undefined)
    if (this.#store.get(resourceOf(kind), target.namespace, made.metadata.name)) {
      throw alreadyExists(kind, made.metadata.name)
    }
    const signed = { ...made, metadata: { ...made.metadata, managedFields: managedFields(made) } } as KubeObject
    return options.dryRun ? signed : this.#store.put(resourceOf(kind), signed)
  }

  #replace(
    target: Target,
    before: KubeObject,
    object: KubeObject,
    options: WriteOptions,
    applied?: ObjectMeta['managedFields'],
  ): KubeObject {
    const { kind } = target
    const { name } = before.metadata
    this.#checkIdentity(target, before, object)
    const merged = options.subresource === 'status' ? statusOnly(before, object) : withoutStatus(kind, before, object)
    const draft: KubeObject = { ...merged, metadata: keptMetadata(before.metadata, merged.metadata) }
    const admitted = this.#admit(target, draft, before)
    if (kind.generation && !isDeepStrictEqual(specification(before), specification(admitted))) {
      admitted.metadata.generation = (before.metadata.generation ?? 0) + 1
    }
    const managedFields = applied ?? ownership(target).afterUpdate(before, admitted, writer(target, options))
    const unchanged = isDeepStrictEqual(comparable(before), comparable(admitted))
    if (unchanged && (!applied || sameOwners(before.metadata.managedFields, applied))) return before
    const after = { ...admitted, metadata: { ...admitted.metadata, managedFields } }
    if (options.dryRun)
      return { ...after, metadata: { ...after.metadata, resourceVersion: before.metadata.resourceVersion ?? '' } }
    const finished = after.metadata.deletionTimestamp && (after.metadata.finalizers?.length ?? 0) === 0
    const isNamespace = resourceOf(kind) === '/namespaces'
    return finished && !isNamespace
      ? this.#store.remove(resourceOf(kind), { ...after, metadata: { ...after.metadata, name } })
      : this.#store.put(resourceOf(kind), after)
  }

  #apply(target: Target, name: string, body: unknown, options: WriteOptions): Written {
    if (!options.manager) {
      throw invalid({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
        required('fieldManager', 'is required for apply patch'),
      ])
    }
    if (isRecord(body) && record(body.metadata).managedFields !== undefined) {
      throw badRequest('metadata.managedFields must be nil')
    }
    const config = this.#decode(target, body, { ...options, fieldValidation: 'Ignore' })
    const { unknown } = decode(target.kind, target.version, body)
    if (unknown[0]) {
      throw new ApiError(
        500,
        'InternalError',
        `failed to create typed patch object (${target.namespace ?? ''}/${name}; ${config.apiVersion}, Kind=${config.kind}): .${unknown[0]}: field not declared in schema`,
      )
    }
    const before = this.#store.get(resourceOf(target.kind), target.namespace, name)
    const merged = ownership(target).apply(before, config, writer(target, options), options.force)
    if (!before) {
      const named = { ...merged, metadata: { ...merged.metadata, name: merged.metadata.name || name } }
      return { object: this.#insert(target, named, options, () => merged.metadata.managedFields), created: true }
    }
    const wanted = config.metadata.resourceVersion
    const object = { ...merged, metadata: { ...merged.metadata, resourceVersion: wanted ?? '' } } as KubeObject
    return { object: this.#replace(target, before, object, options, merged.metadata.managedFields), created: false }
  }

  /** Defaults, the server's own changes, then every rule; throws all violations at once. */
  #admit({ kind, version }: Target, draft: KubeObject, before: KubeObject | undefined): KubeObject {
    const defaulted = version.schema ? (withDefaults(version.schema, draft) as KubeObject) : draft
    const object = mutate(kind, { ...defaulted, metadata: { ...defaulted.metadata } }, before)
    const errors = [
      ...metadataErrors(kind, object),
      ...(version.schema ? validate(version.schema, object) : []),
      ...kindErrors(kind, object, before),
    ]
    if (errors.length > 0) throw invalid(kind, object.metadata.name, errors)
    return object
  }

  #checkNamespace({ kind, namespace }: Target, metadata: ObjectMeta): void {
    if (!kind.namespaced) return
    if (metadata.namespace && metadata.namespace !== namespace) {
      throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
    }
    const home = this.#store.get('/namespaces', undefined, namespace ?? '')
    if (!home) throw notFound({ group: '', plural: 'namespaces' }, namespace ?? '')
    if (home.metadata.deletionTimestamp) {
      throw forbidden(
        kind,
        metadata.name,
        `unable to create new content in namespace ${namespace ?? ''} because it is being terminated`,
      )
    }
  }

  #checkIdentity({ kind, namespace }: Target, before: KubeObject, { metadata }: KubeObject): void {
    const { name, uid, resourceVersion } = before.metadata
    if (metadata.name !== name) {
      throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`)
    }
    if (metadata.namespace && metadata.namespace !== namespace) {
      throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
    }
    if (metadata.uid && metadata.uid !== uid) {
      throw conflict(kind, name, precondition('UID', metadata.uid, uid))
    }
    if (metadata.resourceVersion && metadata.resourceVersion !== resourceVersion) throw conflict(kind, name)
  }

  #checkPreconditions(kind: Kind, { metadata }: KubeObject, { uid, resourceVersion }: DeleteOptions): void {
    if (uid !== undefined && uid !== metadata.uid) {
      throw conflict(kind, metadata.name, precondition('UID', uid, metadata.uid))
    }
    if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
      throw conflict(kind, metadata.name, precondition('ResourceVersion', resourceVersion, metadata.resourceVersion))
    }
  }
}

const cannotBeHandled = ({ kind, version }: Target, why: string) =>
  badRequest(`${kind.kind} in version "${version.name}" cannot be handled as a ${kind.kind}: ${why}`)

const precondition = (what: string, wanted: string, found = '') =>
  `Precondition failed: ${what} in precondition: ${wanted}, ${what} in object meta: ${found}`

/** No vowels and no look-alikes, as in apimachinery's `rand.String`. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

const generated = (prefix = '') =>
  prefix && prefix + Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

const ownership = ({ kind, version }: Target) => new FieldOwnership(version.schema, kind.custom)

const writer = ({ kind, version }: Target, { manager, subresource }: WriteOptions): Writer => ({
  manager,
  apiVersion: apiVersionOf(kind.group, version.name),
  subresource,
})

const withFinalizer = (object: KubeObject, finalizer: string): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, finalizers: [finalizer] },
})
