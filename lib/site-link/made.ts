import { named } from '@/lib/core/named'

/** One object of the cluster that a run has made, by the name and the `uid` under which it can be taken away again. */
export type MadeObject = { name: string; uid: string }

/** What a run has made so far. What was there before, and is only used, is not among it. */
export type Made = {
  trust?: MadeObject
  /** New secrets of the vault. They stay: a vault keeps what it was given. */
  vault?: { name: string; secrets: readonly string[] }
  /** Entries that it added to the provider class. */
  entries?: { providerClass: string; names: readonly string[] }
  /** `how`: synced by the extension, or written by the portal where there is none. */
  secret?: MadeObject & { how: 'synced' | 'written' }
  endpoint?: MadeObject
  up?: MadeObject
  down?: MadeObject
}

export type MadePart = keyof Made

/** In the order in which they are made: each needs only what stands before it. */
export const madeOrder = ['trust', 'vault', 'entries', 'secret', 'endpoint', 'up', 'down'] as const satisfies MadePart[]

/** One thing that stands, as people read it. */
export type Standing = {
  part: MadePart
  kind: string
  name: string
  /** Why it is not taken away with the rest. */
  stays?: string
}

const has = (made: Made, part: MadePart): boolean => {
  if (part === 'vault') return (made.vault?.secrets.length ?? 0) > 0
  if (part === 'entries') return (made.entries?.names.length ?? 0) > 0
  return made[part] !== undefined
}

/** What stands of a link, in the order in which it was made. */
export const standingOf = (made: Made): Standing[] =>
  madeOrder.filter((part) => has(made, part)).flatMap((part) => described[part](made) ?? [])

const described: Record<MadePart, (made: Made) => Standing | undefined> = {
  trust: ({ trust }) => trust && { part: 'trust', kind: 'Config map', name: trust.name },
  vault: ({ vault }) =>
    vault && {
      part: 'vault',
      kind: vault.secrets.length === 1 ? 'Key Vault secret' : 'Key Vault secrets',
      name: `${vault.secrets.join(', ')} in ${vault.name}`,
      stays: 'A vault keeps what it was given: delete it there if nothing else is to use it.',
    },
  entries: ({ entries }) =>
    entries && {
      part: 'entries',
      kind: entries.names.length === 1 ? 'Provider class entry' : 'Provider class entries',
      name: `${entries.names.join(', ')} in ${entries.providerClass}`,
    },
  secret: ({ secret }) =>
    secret && { part: 'secret', kind: secret.how === 'synced' ? 'Synced secret' : 'Secret', name: secret.name },
  endpoint: ({ endpoint }) => endpoint && { part: 'endpoint', kind: 'Endpoint', name: endpoint.name },
  up: ({ up }) => up && { part: 'up', kind: 'Dataflow', name: up.name },
  down: ({ down }) => down && { part: 'down', kind: 'Dataflow', name: down.name },
}

/** A part that is taken away again. */
export type UndoPart = Exclude<MadePart, 'vault'>

/** What has to go so that nothing of the link is left in the cluster, in reverse: nothing ever refers to what is gone. */
export const undoOrder = (made: Made): UndoPart[] =>
  madeOrder.filter((part): part is UndoPart => part !== 'vault' && has(made, part)).toReversed()

/** What is left once a part has gone. */
export const without = (made: Made, part: MadePart): Made => {
  const rest = { ...made }
  delete rest[part]
  return rest
}

/** What stands, in one sentence. */
export const standingSentence = (made: Made): string => {
  const standing = standingOf(made)
  if (standing.length === 0) return 'Nothing has been changed.'
  const things = standing.map(({ kind, name }) => `${kind.charAt(0).toLowerCase()}${kind.slice(1)} ${name}`)
  return `What stands: ${things.join('; ')}.`
}

/** What is left of a link that was taken back, in one sentence. */
export const afterUndo = (made: Made, kept: readonly string[] = []): string => {
  const parts = [
    ...(made.vault?.secrets.length ? [`${named(made.vault.secrets)} in the vault ${made.vault.name}`] : []),
    ...(kept.length > 0 ? [`${named(kept)} in the provider class`] : []),
  ]
  return parts.length === 0
    ? 'Nothing of it is left.'
    : `Nothing else of it is left in the cluster; ${parts.join(' and ')} stay.`
}

/** Fields whose value what stands was made of, and that therefore cannot change any more. */
export const lockedBy = (made: Made): { names: boolean; trust: boolean; parent: boolean; bridges: boolean } => ({
  names: standingOf(made).length > 0,
  trust: made.trust !== undefined,
  parent: made.endpoint !== undefined,
  bridges: made.up !== undefined || made.down !== undefined,
})
