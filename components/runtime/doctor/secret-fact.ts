import type { Result } from '@/lib/core/result'
import type { SecretFact } from '@/lib/runtime/checks/define'
import { contentProblem } from '@/lib/secrets/lineage-secret'
import type { SecretState } from '@/lib/secrets/overview'
import type { SecretOwner } from '@/lib/secrets/owner'

/** What the checks of an endpoint need to know of a Secret, out of what the server found in the cluster and in it. */
export const secretFact = (name: string, answer: Result<SecretState>): SecretFact => {
  if (!answer.ok) return { state: 'unread', why: answer.failure.message }
  const { secret, verification, problem } = answer.value
  if (secret === 'absent') return { state: 'absent' }
  if (secret === undefined) return { state: 'unread', why: problem ?? 'The cluster did not tell.' }
  return { state: 'there', keptBy: keeper(name, secret.owner), content: contentOf(verification, problem) }
}

const keeper = (name: string, owner: SecretOwner) => {
  if (owner.kind === 'sluice') return 'portal'
  return owner.kind === 'sync' && owner.name === name ? 'sync' : 'nobody'
}

type Content = Extract<SecretFact, { state: 'there' }>['content']

const contentOf = (verification: SecretState['verification'], problem: string | undefined): Content => {
  if (!verification) return { unread: problem ?? 'It went away while it was read.' }
  const wrong = contentProblem(verification)
  return {
    keys: verification.keys.flatMap(({ targetKey, state }) => (state === 'absent' ? [] : [targetKey])),
    certificates: verification.keys.flatMap(({ certificate }) => (certificate ? [certificate] : [])),
    ...(wrong && { problem: { kind: wrong.state === 'broken' ? 'unusable' : 'behind', says: wrong.says } }),
  }
}
