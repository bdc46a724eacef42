'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { paths } from '@/lib/core/paths'
import { lackOf } from '@/lib/endpoints/served'
import { endpointTypes } from '@/lib/endpoints/types/index'
import { UntoldBar } from '../untold-bar'
import { notServed, useServed } from '../use-served'
import { TypeCard } from './type-card'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  rule: { margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '110ch' },
  // In a line of text a link is not told by its colour alone.
  link: { color: tokens.colorBrandForegroundLink, textDecorationLine: 'underline' },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: 0,
    listStyleType: 'none',
  },
})

/** The tiles from which a new endpoint starts, and what an operator should know before choosing one. */
export function Gallery({ instanceId, search, notice }: { instanceId: string; search: string; notice?: ReactNode }) {
  const styles = useStyles()
  const served = useServed(instanceId)
  return (
    <section className={styles.root} aria-labelledby="gallery-title">
      <h2 className={styles.title} id="gallery-title">
        Create new dataflow endpoint
      </h2>
      <p className={styles.rule}>
        Every dataflow needs the local MQTT broker on at least one side; the <em>default</em> endpoint is made for that.
        Endpoints made here live in this cluster only and do not appear in the Azure portal.
      </p>
      <p className={styles.rule}>
        To link this site to the broker of its parent, with its certificate and its dataflows, there is a wizard:{' '}
        <Link href={paths.connectSite(instanceId)} prefetch={false} className={styles.link}>
          Connect to a parent site
        </Link>
      </p>
      {served?.state === 'unknown' && <UntoldBar why={served.why} />}
      {notice}
      <ul className={styles.cards}>
        {endpointTypes.map((type) => (
          <li key={type.id}>
            <TypeCard
              type={type}
              instanceId={instanceId}
              search={search}
              missing={lackOf(served, type)?.type && notServed('endpoint type')}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
