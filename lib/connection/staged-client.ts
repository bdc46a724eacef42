import { slots } from '@/lib/secrets/slots'
import { examine, type WorkbenchContext } from '@/lib/secrets/workbench'
import type { Finding } from '@/lib/secrets/workbench-types'
import type { ClientSource } from './inputs'
import type { Problem } from './steps'

export type StagedClient = Extract<ClientSource, { source: 'staged' }>

/**
 * Certificate and key of a form as TLS takes them, held to the rules by which Apply would store them. Nothing of a value is
 * in a problem.
 */
export const stagedPair = async (
  { certificate, key, intermediates = '' }: StagedClient,
  context: WorkbenchContext,
): Promise<{ cert: string; key: string } | { problem: Problem }> => {
  const { verdict, findings } = await examine({ certificate, key, intermediates }, context)
  if (verdict.state !== 'ready') return { problem: refusedBy(findings.find(({ level }) => level === 'refusal')) }
  const { values } = verdict
  return { cert: [values.certificate, values.intermediates].join('\n'), key: values.key }
}

const refusedBy = (finding: Finding | undefined): Problem => ({
  id: `staged-${finding?.id ?? 'incomplete'}`,
  cause: finding?.message ?? 'What is in this form is no client certificate with its key.',
  proof: finding ? `${slots[finding.slot].label} in this form: ${finding.id}` : 'client certificate in this form',
  steps: [{ text: finding?.next ?? 'Replace it in this form.', field: 'secretName' }],
})
