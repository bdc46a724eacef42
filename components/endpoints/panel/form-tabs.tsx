'use client'

import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'
import { FormField } from '@/components/form/form-field'
import { TextControl } from '@/components/form/text-control'
import { late } from '@/components/ui/late'
import { advisoriesOf, draftOf } from '@/lib/endpoints/advisories'
import { differingFields, visibleFields } from '@/lib/endpoints/form-values'
import { asServed, isServed, lackOf, type Served } from '@/lib/endpoints/served'
import type { FieldTab, RuleContext } from '@/lib/endpoints/types/define'
import type { Offers } from './endpoint-field'
import { DiffersFilter } from './differs-filter'
import type { Opening } from './opening'
import { PanelTabs, tabId, tabPanelId } from './panel-tabs'
import { TabFields } from './tab-fields'
import type { useEndpointForm } from './use-endpoint-form'

const DraftCode = dynamic(
  late(() => import('../dialects/draft-code').then((module) => module.DraftCode)),
  { ssr: false },
)

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  hidden: { display: 'none' },
})

/**
 * Basic and Advanced. Both stay mounted, so that a field on the hidden one keeps its state and can be gone to.
 */
export function FormTabs({
  instanceId,
  opening,
  editor,
  cluster,
  offers,
  served,
}: {
  instanceId: string
  opening: Opening
  editor: ReturnType<typeof useEndpointForm>
  cluster: RuleContext
  offers: Offers
  served: Served | undefined
}) {
  const styles = useStyles()
  const { type } = opening
  const { name, values, base, tab } = editor
  const [only, setOnly] = useState<ReadonlySet<string>>()

  const visible = visibleFields(type, values).filter(
    ({ key, whereServed }) => !whereServed || isServed(served, type, key) || (values[key] ?? '') !== '',
  )
  const initial = { namespace: cluster.namespace, caConfigMaps: [...(cluster.caConfigMaps?.keys() ?? [])] }
  const taken = useMemo(() => asServed(served, type), [served, type])
  const advisories = useMemo(
    () => advisoriesOf(taken, draftOf(taken, name.trim(), values, cluster)),
    [taken, name, values, cluster],
  )
  const differing = differingFields(taken, values).filter((field) => field.tab === 'advanced')
  const errors = { basic: editor.errorCount('basic'), advanced: editor.errorCount('advanced') }
  // An error behind the filter would be an error that nobody can see.
  const filter = errors.advanced > 0 ? undefined : only

  const fieldsOf = (one: FieldTab) =>
    one === 'advanced' && filter ? visible.filter(({ key }) => filter.has(key)) : visible

  const nameField = (
    <FormField
      name="name"
      label="Name"
      required
      hint="Lower-case letters, digits and hyphens, 3 to 63 of them. Dataflows refer to the endpoint by it."
      locked={opening.kind === 'edit' ? 'A name cannot be changed. Clone the endpoint to use another one.' : undefined}
    >
      {(wiring) => <TextControl wiring={wiring} placeholder="site-uplink" />}
    </FormField>
  )

  return (
    <>
      <PanelTabs selected={tab} errors={errors} onSelect={editor.setTab} />
      {(['basic', 'advanced'] as const).map((one) => (
        <div
          key={one}
          id={tabPanelId(one)}
          role="tabpanel"
          aria-labelledby={tabId(one)}
          className={mergeClasses(styles.panel, tab !== one && styles.hidden)}
        >
          {one === 'advanced' && (
            <DiffersFilter
              count={differing.length}
              on={filter !== undefined}
              onToggle={(on) => setOnly(on ? new Set(differing.map(({ key }) => key)) : undefined)}
            />
          )}
          <TabFields
            tab={one}
            type={type}
            fields={fieldsOf(one)}
            values={values}
            base={opening.kind === 'edit' ? base : undefined}
            offers={offers}
            lack={lackOf(served, type)}
            initial={initial}
            advisories={advisories}
            first={one === 'basic' ? nameField : undefined}
          />
        </div>
      ))}
      {tab === 'code' && (
        <div id={tabPanelId('code')} role="tabpanel" aria-labelledby={tabId('code')} className={styles.panel}>
          <DraftCode
            instanceId={instanceId}
            namespace={cluster.namespace}
            type={taken}
            name={name}
            values={values}
            existing={opening.kind === 'edit' ? opening.detail.resource : undefined}
          />
        </div>
      )}
    </>
  )
}
