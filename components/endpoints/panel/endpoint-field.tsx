'use client'

import dynamic from 'next/dynamic'
import type { ReactElement } from 'react'
import { useFormContext } from 'react-hook-form'
import { ChoiceControl, type ChoiceOption } from '@/components/form/choice-control'
import { FormField, type Cure, type Wiring } from '@/components/form/form-field'
import { SuggestControl, type Suggestion } from '@/components/form/suggest-control'
import { TextControl } from '@/components/form/text-control'
import { ToggleControl } from '@/components/form/toggle-control'
import { useDraftOfForm } from '@/components/secrets/parts/use-secret-draft'
import { late } from '@/components/ui/late'
import { inForce, startingValues, visibleFields } from '@/lib/endpoints/form-values'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { Lack } from '@/lib/endpoints/served'
import type { Control, EndpointType, Field, InitialContext } from '@/lib/endpoints/types/define'
import { notServed } from '../use-served'
import { originOf } from './origin'

const SecretSection = dynamic(
  late(() => import('@/components/secrets/parts/secret-section').then((module) => module.SecretSection)),
  { ssr: false },
)
const TrustCreation = dynamic(
  late(() => import('@/components/secrets/trust/trust-creation').then((module) => module.TrustCreation)),
  { ssr: false },
)

/** What the cluster can offer for a field, as far as it is known. */
export type Offers = {
  hosts: readonly Suggestion[]
  audiences: readonly Suggestion[]
  configMaps: readonly Suggestion[]
  secrets: readonly Suggestion[]
  volumeClaims: readonly Suggestion[]
  /** Why there is nothing to offer, where the viewer may not see it. */
  closed: Readonly<Record<'hosts' | 'audiences' | 'configMaps' | 'secrets', string | undefined>>
}

type Drawing = {
  type: EndpointType
  field: Field
  wiring: Wiring
  effective: string
  offers: Offers
  /** Values that this cluster does not have. */
  missing: readonly string[]
}

type Draw = { [Kind in Control['kind']]: (control: Extract<Control, { kind: Kind }>, drawing: Drawing) => ReactElement }

/** One way to draw each kind of control. A new kind does not compile until it has one. */
const draw: Draw = {
  text: ({ placeholder, suggestions }, { wiring, offers }) => {
    if (!suggestions) return <TextControl wiring={wiring} placeholder={placeholder} />
    const kind = suggestions === 'broker-hosts' ? 'hosts' : 'audiences'
    return (
      <SuggestControl
        wiring={wiring}
        suggestions={offers[kind]}
        placeholder={placeholder}
        none={offers.closed[kind] ?? 'No broker listener offers one. Type it.'}
      />
    )
  },
  number: ({ unit }, { wiring, field }) => (
    <TextControl wiring={wiring} unit={unit} placeholder={field.default} numeric />
  ),
  choice: ({ options }, { wiring, effective, missing }) => (
    <ChoiceControl wiring={wiring} options={withoutMissing(options, missing)} effective={effective} />
  ),
  checkbox: ({ on, off }, { wiring, field, effective }) => (
    <ToggleControl wiring={wiring} label={field.label} on={on} off={off} effective={effective} />
  ),
  'config-map': (_, { wiring, offers }) => (
    <SuggestControl
      wiring={wiring}
      suggestions={offers.configMaps}
      placeholder="Choose a config map or type its name"
      none={offers.closed.configMaps ?? 'No config map with certificates here. A name may be typed.'}
    />
  ),
  secret: (_, { wiring, offers }) => (
    <SuggestControl
      wiring={wiring}
      suggestions={offers.secrets}
      placeholder="Choose a synced secret or type its name"
      none={offers.closed.secrets ?? 'No synced secret here. A name may be typed.'}
    />
  ),
  pvc: (_, { wiring, offers }) => (
    <SuggestControl
      wiring={wiring}
      suggestions={offers.volumeClaims}
      placeholder="Choose a persistent volume claim or type its name"
      none="No persistent volume claim is known here. A name may be typed."
    />
  ),
  method: (_, { type, wiring, effective, missing }) => (
    <ChoiceControl
      wiring={wiring}
      options={withoutMissing(
        type.methods.map(({ value, label, hint }) => ({ value, label, description: hint })),
        missing,
      )}
      effective={effective}
      placeholder="Choose how to authenticate"
    />
  ),
}

const withoutMissing = (options: readonly ChoiceOption[], missing: readonly string[]): ChoiceOption[] =>
  options.map((option) => (missing.includes(option.value) ? { ...option, refused: notServed('value') } : option))

// The map is exhaustive, but TypeScript does not follow that key and control belong together.
const drawControl = (control: Control, drawing: Drawing): ReactElement =>
  (draw[control.kind] as (control: Control, drawing: Drawing) => ReactElement)(control, drawing)

/** One row of an endpoint type's table as a field of the form. */
export function EndpointField({
  type,
  field,
  values,
  base,
  offers,
  lack,
  initial,
  cures,
}: {
  type: EndpointType
  field: Field
  values: EndpointValues
  /** What stands in the cluster, when the endpoint exists. */
  base?: EndpointValues
  offers: Offers
  /** What of the type this cluster does not have. */
  lack: Lack | undefined
  /** What fields start from that come into view. */
  initial: InitialContext
  cures: readonly Cure[]
}) {
  const { setValue, getValues, trigger } = useFormContext<{ values: EndpointValues }>()
  const draft = useDraftOfForm()
  const name = `values.${field.key}` as const
  const changed = base !== undefined && (values[field.key] ?? '').trim() !== (base[field.key] ?? '').trim()
  const origin = originOf(type, field, values)
  // Picking the default from a list is the same as leaving it alone: defaults are not pinned.
  // What is refused may hang on the choice, so all that has been filled in is judged anew.
  const choose = (wiring: Wiring) => (value: string) => {
    wiring.onChange(value === field.default ? '' : value)
    if (field.control.kind === 'method') {
      for (const [key, start] of Object.entries(startingValues(type, getValues('values'), initial))) {
        if (lack?.fields?.includes(key)) continue
        setValue(`values.${key}`, start, { shouldDirty: true })
      }
    }
    const now = getValues('values')
    const filled = visibleFields(type, now).filter(({ key }) => (now[key] ?? '').trim() !== '')
    void trigger(filled.map(({ key }) => `values.${key}` as const))
  }
  const reset = () => setValue(name, '', { shouldDirty: true, shouldValidate: true, shouldTouch: true })

  const drawn = (
    <FormField
      name={name}
      label={field.label}
      ownLabel={field.control.kind === 'checkbox'}
      required={field.required}
      hint={field.hint}
      origin={origin && { text: origin.text, reset: origin.resettable ? reset : undefined }}
      caution={changed ? field.caution : undefined}
      locked={field.locked?.reason ?? (lack?.fields?.includes(field.key) ? notServed('setting') : undefined)}
      cures={cures}
    >
      {(wiring) =>
        drawControl(field.control, {
          type,
          field,
          wiring: isPicked(field) ? { ...wiring, onChange: choose(wiring) } : wiring,
          effective: field.locked?.value ?? inForce(field, values),
          offers,
          missing: lack?.values?.[field.key] ?? [],
        })
      }
    </FormField>
  )
  switch (field.control.kind) {
    case 'secret':
      return (
        <>
          {drawn}
          {draft && <SecretSection draft={draft} />}
        </>
      )
    case 'config-map':
      return (
        <>
          {drawn}
          {draft && (
            <TrustCreation
              instanceId={draft.instanceId}
              owner={draft.owner}
              taken={offers.configMaps.map(({ value }) => value)}
              onCreated={(created) =>
                setValue(name, created, { shouldDirty: true, shouldTouch: true, shouldValidate: true })
              }
            />
          )}
        </>
      )
    default:
      return drawn
  }
}

const isPicked = ({ control }: Field) => ['choice', 'checkbox', 'method'].includes(control.kind)
