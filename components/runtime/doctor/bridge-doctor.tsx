'use client'

import { makeStyles, tokens } from '@fluentui/react-components'
import { useFeed } from '@/components/shell/use-feed'
import type { Bridge } from '@/lib/runtime/bridge'
import { bridgeCards } from './bridge-cards'
import { DoctorCard } from './doctor-card'
import { usePlace } from './use-place'

const useStyles = makeStyles({
  cards: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
})

/** What ails a bridge; nothing while it is well. `elsewhere` is the bridge's page, where this is another one. */
export function BridgeDoctor({
  instanceId,
  bridge,
  elsewhere,
}: {
  instanceId: string
  bridge: Bridge
  elsewhere?: string
}) {
  const styles = useStyles()
  const endpoints = useFeed(instanceId, 'endpoints')?.rows
  const place = { ...usePlace(instanceId, bridge.name), ...(elsewhere !== undefined && { elsewhere }) }
  const cards = bridgeCards(bridge, (endpoint) => endpoints?.get(endpoint))
  if (cards.length === 0) return null
  return (
    <section className={styles.cards} aria-label="What is wrong">
      {cards.map((card) => {
        const [first] = card.sides
        const endpoint = first && bridge[first.side].endpoint
        const whose =
          card.sides.length > 1 ? 'Both sides' : `${first?.side === 'source' ? 'Source' : 'Destination'} ${endpoint}`
        return <DoctorCard key={card.key} card={card} whose={whose} place={endpoint ? { ...place, endpoint } : place} />
      })}
    </section>
  )
}
