import { verifySecret, writeSecretDirectly } from '@/lib/secrets/actions'
import type { SecretRow } from '@/lib/secrets/owner'
import type { createRotation } from '@/lib/secrets/rotation'
import type { Driver } from '../run/runner'
import { whileVaultIsSilent } from '../run/silent-vault'
import { verifyContent } from '../run/verify-content'
import { storeRotation } from './rotate-driver'

type Written = Pick<SecretRow, 'name' | 'sources'> & { instance: string }

/** Writes the Secret once more, with what the vault holds now. Done twice it stands as after once. */
export const writeAgain = ({ instance, name, sources }: Written) =>
  writeSecretDirectly({
    instance,
    name,
    data: sources.map(({ targetKey, vault, secret }) => ({ targetKey, vault, secret })),
  })

/** The steps of rotating a Secret that nothing syncs: new versions in the vault, the Secret written again, then the proof. */
export const writtenDriver = ({
  rotation,
  ...job
}: Written & { rotation: ReturnType<typeof createRotation> }): Driver => {
  const { instance, name } = job
  return {
    vault: (tools) => whileVaultIsSilent(tools, () => storeRotation({ instance, name, rotation })),
    secret: async () => {
      const written = await writeAgain(job)
      return written.ok ? { ok: true, detail: 'Written by the portal.' } : written
    },
    content: (tools) =>
      verifyContent({ verify: () => verifySecret({ instance, name, expected: rotation.expected() }), tools }),
  }
}
