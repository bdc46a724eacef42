'use client'

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import { useId, useState } from 'react'
import { useBridges } from '@/components/runtime/use-bridges'
import { useFeed } from '@/components/shell/use-feed'
import { impactOf, impactText, lossesOf } from '@/lib/endpoints/impact'
import type { EndpointValues } from '@/lib/endpoints/resource-types'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { TrialChoice } from '../confirmed/trial-choice'
import type { TrialChoice as Choice } from '../confirmed/use-trial-choice'
import { ImpactDetails } from './impact-details'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    maxHeight: '45%',
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  toggle: { justifyContent: 'flex-start', minWidth: 0, paddingLeft: tokens.spacingHorizontalXS, textAlign: 'left' },
  details: { padding: `${tokens.spacingVerticalXS} 0 ${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}` },
})

/** What stands between a form and its Apply while bridges use the endpoint: whom it reconnects, and whether it is tried. */
export function ApplyStrip({
  instanceId,
  type,
  name,
  base,
  values,
  choice,
}: {
  instanceId: string
  type: EndpointType
  name: string
  base: EndpointValues
  values: EndpointValues
  choice: Choice
}) {
  const styles = useStyles()
  const id = useId()
  const [open, setOpen] = useState(false)
  const { bridges } = useBridges(instanceId)
  const under = useFeed(instanceId, 'endpoints')?.rows.get(name)?.trial
  const impact = impactOf(type, name, { before: base, after: values }, bridges)
  const losses = lossesOf(type, base, values)
  const lost = losses.length === 0 ? '' : ' Something may be lost.'
  return (
    <section className={styles.root} aria-label="What applying does">
      <Button
        className={styles.toggle}
        appearance="transparent"
        icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {impactText(impact)}
        {lost}
      </Button>
      <div id={id} hidden={!open} className={styles.details}>
        {open && <ImpactDetails impact={impact} losses={losses} />}
      </div>
      <TrialChoice choice={choice} endpoint={name} bridges={bridges} under={under} />
    </section>
  )
}
