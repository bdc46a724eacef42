import { z } from 'zod'
import { checkSourcePath, checkSyncedSecretName, checkTargetKey, checkVaultSecretName } from './names'
import { partNames } from './slots'
import { maxSecretBytes } from './recognise'

/** What each action takes. Strict: an unknown key is refused, and every name is checked before anything is called. */

type Check = (value: string) => string | undefined

/** Length first: no pattern runs over a long text. */
const checked = (check: Check, longest: number) =>
  z
    .string()
    .max(longest, 'This is too long.')
    .superRefine((value, context) => {
      const message = value.length <= longest ? check(value) : undefined
      if (message) context.addIssue({ code: 'custom', message })
    })

const instance = z.string().min(1).max(253)
const uid = z.string().min(1).max(128)
const vault = z.string().min(1).max(127)
const vaultSecretName = checked(checkVaultSecretName, 127)
const syncedName = checked(checkSyncedSecretName, 253)
const sourcePath = checked(checkSourcePath, 253)
const targetKey = checked(checkTargetKey, 253)
const providerClass = checked(checkSyncedSecretName, 253)
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/)
/** Random, made by the browser once per run: each try of a run carries the same one. */
const operation = z.uuid()
/** Epoch milliseconds, up to the year 9999. */
const time = z.number().int().min(0).max(253_402_300_799_000)
/** Wrapped values grow; what is stored is held to the vault's limit later. */
const value = z
  .string()
  .min(1, 'There is nothing in it.')
  .max(8 * maxSecretBytes, 'This is larger than the 25 KB that Key Vault stores.')

/** How many parts one synced secret may have. */
const few = 16

export const saveInput = z.strictObject({
  instance,
  vault,
  operation,
  /** Whether secrets of these names may be there already. */
  mode: z.enum(['create', 'new-version']),
  secrets: z
    .array(
      z.strictObject({
        /** What the value has to be; `other` is stored as it is. */
        slot: z.enum([...partNames, 'other']),
        name: vaultSecretName,
        value,
        activatesOn: time.optional(),
        expiresOn: time.optional(),
      }),
    )
    .min(1)
    .max(few),
})

export const recoverInput = z.strictObject({ instance, vault, name: vaultSecretName })

export const entriesInput = z.strictObject({
  instance,
  name: providerClass,
  vault,
  objects: z
    .array(z.strictObject({ name: vaultSecretName, fileEncoding: z.string().max(40).optional() }))
    .min(1)
    .max(few),
})

export const repairInput = z.discriminatedUnion('repair', [
  z.strictObject({
    instance,
    name: providerClass,
    repair: z.literal('add-entries'),
    sourcePaths: z.array(vaultSecretName).min(1).max(few),
  }),
  z.strictObject({
    instance,
    name: providerClass,
    repair: z.literal('set-encoding'),
    sourcePath,
    encoding: z.enum(['utf-8', 'hex', 'base64']),
  }),
])

const data = z.array(z.strictObject({ sourcePath, targetKey })).min(1).max(few)

const once = <T>(items: readonly T[], key: (item: T) => string) => new Set(items.map(key)).size === items.length

/** Of the Secret that comes of it; `Opaque` where nothing is said. */
const secretType = z.enum(['Opaque', 'kubernetes.io/tls']).optional()

export const unlistInput = z.strictObject({
  instance,
  name: providerClass,
  sourcePaths: z.array(sourcePath).min(1).max(few),
})

export const syncInput = z.strictObject({
  instance,
  name: syncedName,
  providerClass,
  secretType,
  data: data.refine((items) => once(items, (item) => item.targetKey), 'Each key can be filled once only.'),
  /** The sync object to change, when there is one that is meant. */
  uid: uid.optional(),
})

export const namedInput = z.strictObject({ instance, name: syncedName })

export const verifyInput = z.strictObject({
  instance,
  name: syncedName,
  /** What was sent, by fingerprint. */
  expected: z.array(z.strictObject({ targetKey, fingerprint })).max(few).optional(),
})

export const directInput = z.strictObject({
  instance,
  name: syncedName,
  secretType,
  data: z
    .array(
      z.strictObject({
        targetKey,
        vault,
        secret: vaultSecretName,
        version: z
          .string()
          .regex(/^[0-9a-f]{32}$/)
          .optional(),
      }),
    )
    .min(1)
    .max(few)
    .refine((items) => once(items, (item) => item.targetKey), 'Each key can be filled once only.'),
})

export const rotateInput = z.strictObject({
  instance,
  name: syncedName,
  operation,
  values: z
    .array(z.strictObject({ targetKey, value, expiresOn: time.optional() }))
    .min(1)
    .max(few)
    .refine((items) => once(items, (item) => item.targetKey), 'Each key can be filled once only.'),
})

export const deleteInput = z.strictObject({
  instance,
  name: syncedName,
  uid,
  /** The name as typed, where endpoints use the secret. */
  typed: z.string().max(253).optional(),
  /** Take entries that no other sync object names off the provider class as well. */
  removeEntries: z.boolean().optional(),
})

/** A Secret that the portal wrote itself: no provider class lists its sources. */
export const deleteWrittenInput = deleteInput.omit({ removeEntries: true })

export const trustInput = z.strictObject({
  instance,
  name: syncedName,
  pem: value,
  /** An earlier try may have arrived without its answer: a config map with this very content counts as that one. */
  again: z.boolean().optional(),
})

export const trustDeleteInput = z.strictObject({ instance, name: syncedName, uid })

export const vaultListInput = z.strictObject({ instance, vault })
export const vaultsInput = z.strictObject({ instance })

export type SaveInput = z.infer<typeof saveInput>
export type RecoverInput = z.infer<typeof recoverInput>
export type EntriesInput = z.infer<typeof entriesInput>
export type RepairInput = z.infer<typeof repairInput>
export type UnlistInput = z.infer<typeof unlistInput>
export type SyncInput = z.infer<typeof syncInput>
export type NamedInput = z.infer<typeof namedInput>
export type VerifyInput = z.infer<typeof verifyInput>
export type DirectInput = z.infer<typeof directInput>
export type RotateInput = z.infer<typeof rotateInput>
export type DeleteInput = z.infer<typeof deleteInput>
export type DeleteWrittenInput = z.infer<typeof deleteWrittenInput>
export type TrustInput = z.infer<typeof trustInput>
export type TrustDeleteInput = z.infer<typeof trustDeleteInput>
export type VaultListInput = z.infer<typeof vaultListInput>
export type VaultsInput = z.infer<typeof vaultsInput>
