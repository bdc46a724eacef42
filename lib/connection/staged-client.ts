import { emptySlots, slotNames, slots, type SlotTexts } from '@/lib/secrets/slots'
import { examine, type WorkbenchContext } from '@/lib/secrets/workbench'
import type { Finding } from '@/lib/secrets/workbench-types'
import { pickedIn } from './client-choice'
import type { ClientSource } from './inputs'
import { refusedPick } from './picked-client'
import type { Problem } from './steps'

export type StagedClient = Extract<ClientSource, { source: 'staged' }>

/**
 * Certificate and key of a form as TLS takes them, held to the rules by which Apply would store them; `read` is what the
 * vault gave for the parts that were picked. Nothing of a value is in a problem.
 */
export const stagedPair = async (
  client: StagedClient,
  context: WorkbenchContext,
  read: Partial<SlotTexts> = {},
): Promise<{ cert: string; key: string } | { problem: Problem }> => {
  const texts = { ...emptySlots, ...read }
  for (const slot of slotNames) {
    const part = client[slot]
    if (typeof part === 'string') texts[slot] = part
  }
  const { verdict, findings } = await examine(texts, context)
  if (verdict.state !== 'ready') {
    const finding = findings.find(({ level }) => level === 'refusal')
    const picked = pickedIn(client).find(({ slot }) => slot === finding?.slot)
    return { problem: picked && finding ? refusedPick(picked, finding) : refusedBy(finding) }
  }
  const { values } = verdict
  return { cert: [values.certificate, values.intermediates].join('\n'), key: values.key }
}

const refusedBy = (finding: Finding | undefined): Problem => ({
  id: `staged-${finding?.id ?? 'incomplete'}`,
  cause: finding?.message ?? 'What is in this form is no client certificate with its key.',
  proof: finding ? `${slots[finding.slot].label} in this form: ${finding.id}` : 'client certificate in this form',
  steps: [{ text: finding?.next ?? 'Replace it in this form.', field: 'secretName' }],
})

/** Where a client certificate that is not in the cluster yet comes from, in words. */
export const originOf = (client: StagedClient): string => {
  const picked = pickedIn(client)
  const pasted = slotNames.some((slot) => typeof client[slot] === 'string')
  if (picked.length === 0) return 'the form, not yet stored'
  const secrets = picked.map(({ secret }) => secret).join(' and ')
  const vaults = [...new Set(picked.map(({ vault }) => vault))].join(' and ')
  return `${pasted ? 'the form and ' : ''}${secrets} in ${vaults}, not yet synced`
}
