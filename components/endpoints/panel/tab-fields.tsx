'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { Fragment, type ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import { useRight } from '@/components/shell/rights-provider'
import type { Advisory } from '@/lib/endpoints/advisories'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { Lack } from '@/lib/endpoints/served'
import type { EndpointType, Field, FieldTab, InitialContext } from '@/lib/endpoints/types/define'
import { AdvisoryBar } from './advisory-bar'
import { EndpointField, type Offers } from './endpoint-field'
import { sectionsOf } from './sections'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  title: {
    ...typographyStyles.subtitle2,
    margin: 0,
    paddingBottom: tokens.spacingVerticalXS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
})

/** The fields of one tab, drawn from the type's table, each with what rules have to say about it. */
export function TabFields({
  tab,
  type,
  fields,
  values,
  base,
  offers,
  lack,
  initial,
  advisories,
  first,
}: {
  tab: FieldTab
  type: EndpointType
  fields: readonly Field[]
  values: EndpointValues
  base?: EndpointValues
  offers: Offers
  lack: Lack | undefined
  initial: InitialContext
  advisories: readonly Advisory[]
  /** Stands before the fields of the table: the name. */
  first?: ReactNode
}) {
  const styles = useStyles()
  const right = useRight(base ? 'endpoints.update' : 'endpoints.create')
  const { setValue } = useFormContext<{ values: EndpointValues }>()
  const said = (field: Field, level: Advisory['level']) =>
    advisories.filter((advisory) => advisory.field === field.key && advisory.level === level)
  const setAll = (fixes: EndpointValues) => {
    for (const [key, value] of Object.entries(fixes)) {
      setValue(`values.${key}`, value, { shouldDirty: true, shouldTouch: true, shouldValidate: true })
    }
  }

  return (
    <div className={styles.root}>
      {first}
      {sectionsOf(fields, tab).map(({ title, fields: list }) => (
        <div key={title ?? ''} className={styles.section} role={title ? 'group' : undefined} aria-label={title}>
          {title && <h3 className={styles.title}>{title}</h3>}
          {list.map((field) => (
            <Fragment key={field.key}>
              <EndpointField
                type={type}
                field={field}
                values={values}
                base={base}
                offers={offers}
                lack={lack}
                initial={initial}
                cures={said(field, 'refusal').flatMap(({ message, fix }) =>
                  fix ? [{ message, label: fix.label, run: () => setAll(fix.values) }] : [],
                )}
              />
              {[...said(field, 'warning'), ...said(field, 'info')].map((advisory) => (
                <AdvisoryBar key={advisory.id} advisory={advisory} right={right} onFix={setAll} />
              ))}
            </Fragment>
          ))}
        </div>
      ))}
    </div>
  )
}
