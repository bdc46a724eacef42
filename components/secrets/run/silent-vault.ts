import type { StepEnd, StepTools } from './runner'

/** After this long somebody wonders whether anything happens at all. */
const longMs = 3_000

/**
 * Says what a step waits for when the vault does not answer for a while. A write may have arrived without its reply: the
 * server then looks for it in the vault, so waiting costs nothing.
 */
export const whileVaultIsSilent = async (
  { hold }: Pick<StepTools, 'hold'>,
  work: () => Promise<StepEnd>,
): Promise<StepEnd> => {
  const timer = setTimeout(
    () =>
      hold(
        'Waiting for the vault to answer. Nothing is lost: the value may have arrived, then it is read back; after 45 seconds without an answer this step ends and says what stands.',
      ),
    longMs,
  )
  try {
    return await work()
  } finally {
    clearTimeout(timer)
  }
}
