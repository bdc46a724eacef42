import type { ProviderClassRow } from './provider-class-row'
import type { SyncedSecretRow } from './synced-secret'

/** The service account that AIO federates with the secret-sync identity ("Enable secure settings"). */
export const syncServiceAccount = 'aio-ssc-sa'

/**
 * Which provider class is the instance's own: of provider `azure`, rather one that synced secrets use already, rather one
 * that the Azure CLI named (`spc-ops-…`). More than one left means that somebody has to choose.
 */
export const providerClassChoice = (
  classes: readonly ProviderClassRow[],
  secrets: readonly Pick<SyncedSecretRow, 'providerClass' | 'serviceAccount'>[],
): { chosen?: ProviderClassRow; candidates: ProviderClassRow[] } => {
  const candidates = classes.filter(({ provider }) => provider === 'azure')
  const used = new Set(
    secrets.filter(({ serviceAccount }) => serviceAccount === syncServiceAccount).map((one) => one.providerClass),
  )
  for (const prefer of [
    ({ name }: ProviderClassRow) => used.has(name),
    ({ name }: ProviderClassRow) => name.startsWith('spc-ops-'),
  ]) {
    const preferred = candidates.filter(prefer)
    if (preferred.length === 1) return { chosen: preferred[0], candidates }
  }
  return { chosen: candidates.length === 1 ? candidates[0] : undefined, candidates }
}
