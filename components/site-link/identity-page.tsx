'use client'

import { RadioControl } from '@/components/form/radio-control'
import { SuggestControl } from '@/components/form/suggest-control'
import { TextControl } from '@/components/form/text-control'
import { SecretSection } from '@/components/secrets/parts/secret-section'
import { Notice } from '@/components/ui/notice'
import { lockedBy } from '@/lib/site-link/made'
import { Field } from './link-field'
import { standsAlready } from './parent-page'
import type { SiteLink } from './use-site-link'

/** The certificate by which the parent knows this site, and the prefix that tells its clients from another site's. */
export function IdentityPage({ link }: { link: SiteLink }) {
  const { values, advisories, set, made, secret, offers } = link
  const locked = lockedBy(made)
  const held = made.secret !== undefined || locked.parent ? standsAlready : undefined
  return (
    <>
      <Field name="identity" label="Client certificate" required locked={held} advisories={advisories} onFix={set}>
        {(wiring) => (
          <RadioControl
            wiring={wiring}
            options={[
              {
                value: 'new',
                label: 'A new synced secret',
                description: 'Of secrets that Azure Key Vault has, or of a certificate and key that you give here.',
              },
              { value: 'there', label: 'A secret that is there' },
            ]}
          />
        )}
      </Field>
      {values.identity === 'new' ? (
        <>
          <Field
            name="secretName"
            label="Synced secret name"
            required
            locked={held ?? (locked.names ? standsAlready : undefined)}
            hint="The Kubernetes Secret that is made, in this instance’s namespace."
            advisories={advisories}
            onFix={set}
          >
            {(wiring) => <TextControl wiring={wiring} />}
          </Field>
          {secret.draft.judged && secret.empty && (
            <Notice intent="error" title="There is no client certificate yet.">
              Add the certificate and its key, or use a secret that is there.
            </Notice>
          )}
          {!held && <SecretSection draft={secret.draft} />}
        </>
      ) : (
        <Field
          name="thereName"
          label="Secret name"
          required
          locked={locked.parent ? standsAlready : undefined}
          hint="It holds client_cert.pem and client_key.pem, and stands in this instance’s namespace."
          advisories={advisories}
          onFix={set}
        >
          {(wiring) => (
            <SuggestControl
              wiring={wiring}
              suggestions={offers.secrets}
              placeholder="Choose a synced secret or type its name"
              none={offers.closed.secrets ?? 'No synced secret here. A name may be typed.'}
            />
          )}
        </Field>
      )}
      <Field
        name="clientIdPrefix"
        label="Client ID prefix"
        locked={locked.parent ? standsAlready : undefined}
        hint="Put before the name of a dataflow to make its client ID at the parent. Every site needs its own."
        advisories={advisories}
        onFix={set}
      >
        {(wiring) => <TextControl wiring={wiring} />}
      </Field>
    </>
  )
}
