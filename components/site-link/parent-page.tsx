'use client'

import { Controller } from 'react-hook-form'
import { RadioControl } from '@/components/form/radio-control'
import { SuggestControl } from '@/components/form/suggest-control'
import { TextControl } from '@/components/form/text-control'
import { TrustValue } from '@/components/secrets/trust/trust-value'
import { useRight } from '@/components/shell/rights-provider'
import { linkNames, renamed } from '@/lib/site-link/form'
import { lockedBy } from '@/lib/site-link/made'
import { Field } from './link-field'
import type { SiteLink } from './use-site-link'

export const standsAlready = 'It stands already: remove what was made to change it.'

/** Where the parent's broker is, and whose certificate it may show. */
export function ParentPage({ link }: { link: SiteLink }) {
  const { form, values, advisories, set, made, trust, offers } = link
  const locked = lockedBy(made)
  const pasting = useRight('trust.create')
  const { trust: config } = linkNames(values.name.trim())
  return (
    <>
      <Field
        name="name"
        label="Name"
        required
        locked={locked.names ? standsAlready : undefined}
        hint="Of the endpoint that leads to the parent. What else is made is named after it."
        advisories={advisories}
        onFix={set}
      >
        {(wiring) => (
          <TextControl
            wiring={{
              ...wiring,
              onChange: (name) => {
                const { secretName } = renamed(form.getValues(), name)
                wiring.onChange(name)
                form.setValue('secretName', secretName)
              },
            }}
          />
        )}
      </Field>
      <Field
        name="host"
        label="Host"
        required
        locked={locked.parent ? standsAlready : undefined}
        hint="Name or address of the parent’s broker and its port, as seen from this cluster."
        advisories={advisories}
        onFix={set}
      >
        {(wiring) => <TextControl wiring={wiring} placeholder="<hostname>:<port>" />}
      </Field>
      <Field
        name="trust"
        label="Trusted CA certificate"
        required
        locked={locked.trust ? standsAlready : undefined}
        advisories={advisories}
        onFix={set}
      >
        {(wiring) => (
          <RadioControl
            wiring={wiring}
            options={[
              {
                value: 'paste',
                label: 'Paste it, or drop its file',
                description: pasting.allowed
                  ? `Of the authority that signed the certificate of the parent’s broker. It becomes the config map ${config}.`
                  : pasting.reason,
                disabled: !pasting.allowed,
              },
              { value: 'config-map', label: 'Use a config map that is there' },
              { value: 'public', label: 'Trust public authorities only' },
            ]}
          />
        )}
      </Field>
      {values.trust === 'paste' && !locked.trust && (
        <Controller
          control={form.control}
          name="pem"
          render={({ field, fieldState }) => (
            <TrustValue
              pem={field.value}
              examination={trust}
              error={fieldState.error?.message}
              onChange={(pem) => {
                field.onChange(pem)
                form.clearErrors('pem')
              }}
            />
          )}
        />
      )}
      {values.trust === 'config-map' && (
        <Field
          name="caConfigMap"
          label="Trusted CA certificate config map"
          required
          locked={locked.parent ? standsAlready : undefined}
          advisories={advisories}
          onFix={set}
        >
          {(wiring) => (
            <SuggestControl
              wiring={wiring}
              suggestions={offers.configMaps}
              placeholder="Choose a config map or type its name"
              none={offers.closed.configMaps ?? 'No config map with certificates here. A name may be typed.'}
            />
          )}
        </Field>
      )}
    </>
  )
}
