'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { useMemo } from 'react'
import { useFeed, type Seed } from '@/components/shell/use-feed'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { useServerNow } from '@/components/ui/server-clock'
import { named } from '@/lib/core/named'
import { endpointChecks } from '@/lib/runtime/checks'
import type { EndpointState } from '@/lib/runtime/endpoint-states'
import { endpointCards, type Card } from '../doctor/bridge-cards'
import { ChecksList } from '../doctor/checks-list'
import { DoctorCard } from '../doctor/doctor-card'
import { useCheckFacts } from '../doctor/use-check-facts'
import { usePlace } from '../doctor/use-place'
import { StaleNotice } from '../overview/stale-notice'
import { PodsList } from '../pods/pods-list'
import { usePods } from '../pods/use-pods'
import { StateMark } from '../state-mark'
import { useFlows, type FlowSeeds } from '../use-flows'
import { rollUpText } from './roll-up-text'
import { SidesTable } from './sides-table'
import type { EndpointStanding } from './use-endpoint-state'

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM, margin: 0 },
  text: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  title: { ...typographyStyles.subtitle2, margin: `${tokens.spacingVerticalS} 0 0` },
})

type Props = {
  instanceId: string
  name: string
  standing: EndpointStanding
  seeds: Partial<FlowSeeds & { pods: Seed<'pods'> }>
}

/** How an endpoint stands and why: its state, what ails it, the sides that use it, the pods behind those, and its settings' checks. */
export function EndpointRuntime({ instanceId, name, standing, seeds }: Props) {
  const styles = useStyles()
  const { state, asOf, closed } = standing
  return (
    <Section id="runtime" title="Runtime">
      {asOf !== undefined && <StaleNotice asOf={asOf} />}
      {closed !== undefined ? (
        <Notice intent="warning" title="How it stands cannot be told.">
          {closed} It is read from the dataflows that use the endpoint.
        </Notice>
      ) : state ? (
        <>
          <p className={styles.line} data-roll-up={state.state}>
            <StateMark state={state.state} strong />
            <span className={styles.text}>{rollUpText(state)}</span>
          </p>
          {state.sides.length > 0 && (
            <Behind instanceId={instanceId} name={name} state={state} standing={standing} seeds={seeds} />
          )}
        </>
      ) : (
        <p className={styles.text} role="status">
          Loading how it stands …
        </p>
      )}
      <h3 className={styles.title}>Configuration checks</h3>
      <Checks instanceId={instanceId} name={name} />
    </Section>
  )
}

function Behind({ instanceId, name, state, standing, seeds }: Props & { state: EndpointState }) {
  const styles = useStyles()
  const { sides } = state
  const flowOf = useFlows(instanceId, standing.bridges, seeds)
  const row = useFeed(instanceId, 'endpoints')?.rows.get(name)
  const place = usePlace(instanceId)
  const cards = useMemo(() => endpointCards(sides, row), [sides, row])
  const profiles = useMemo(() => [...new Set(sides.map(({ bridge }) => bridge.profile))].sort().join('\n'), [sides])
  const pods = usePods(instanceId, profiles, seeds.pods)
  return (
    <>
      {cards.map((card) => (
        <DoctorCard key={card.key} card={card} whose={whose(card)} place={{ ...place, endpoint: name }} />
      ))}
      <SidesTable sides={sides} flowOf={flowOf} instanceId={instanceId} />
      <h3 className={styles.title}>Pods behind it</h3>
      <PodsList pods={pods} />
    </>
  )
}

const whose = ({ sides }: Card): string => {
  const [first] = sides
  const bridges = [...new Set(sides.map(({ bridge }) => bridge.name))]
  if (sides.length === 1 && first) return `As ${first.side} of ${first.bridge.name}`
  return `On ${sides.length} sides, of ${named(bridges)}`
}

function Checks({ instanceId, name }: Pick<Props, 'instanceId' | 'name'>) {
  const { facts, reading } = useCheckFacts(instanceId, [name])
  // Certificates end while somebody looks.
  const now = useServerNow()
  const place = usePlace(instanceId)
  const checks = useMemo(() => (facts ? endpointChecks(name, facts, now) : []), [facts, name, now])
  return <ChecksList checks={checks} reading={reading} place={{ ...place, endpoint: name }} />
}
