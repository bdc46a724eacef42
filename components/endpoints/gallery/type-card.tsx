'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { LinkButton } from '@/components/shell/link-button'
import { useRight } from '@/components/shell/rights-provider'
import { restoresFocus } from '@/components/ui/restore-focus'
import type { EndpointType } from '@/lib/endpoints/types/define'
import { warmPanel } from '../panel/lazy-panel'
import { newEndpointHref } from '../links'
import { TypeIcon } from '../type-icon'

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    height: '100%',
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: '32px',
    height: '32px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontSize: '20px',
  },
  // The name has the room: it is what a tile is found by.
  new: { paddingInline: tokens.spacingHorizontalS },
  label: { ...typographyStyles.body1Strong, margin: 0 },
  // Where there is little room the list below matters more: the sentence is then told on hover, to screen readers, and in
  // the panel.
  sentence: {
    ...typographyStyles.caption1,
    margin: 0,
    color: tokens.colorNeutralForeground3,
    '@media (max-width: 1599px)': { display: 'none' },
  },
})

/** One tile of the gallery. */
export function TypeCard({
  type,
  instanceId,
  search,
  missing,
}: {
  type: EndpointType
  instanceId: string
  search: string
  /** Why the cluster does not take endpoints of this type. */
  missing?: string
}) {
  const styles = useStyles()
  const right = useRight('endpoints.create')
  const about = `about-${type.id}`
  return (
    <article className={styles.card} aria-labelledby={`tile-${type.id}`}>
      <span className={styles.icon}>
        <TypeIcon icon={type.icon} />
      </span>
      <div>
        <h3 className={styles.label} id={`tile-${type.id}`}>
          {type.label}
        </h3>
        <p className={styles.sentence} id={about}>
          {type.sentence}
        </p>
      </div>
      <LinkButton
        {...restoresFocus}
        href={newEndpointHref(instanceId, type.id, search)}
        leave={missing === undefined ? right : { allowed: false, reason: missing }}
        className={styles.new}
        aria-label={`New ${type.label}`}
        aria-describedby={about}
        title={type.sentence}
        onPointerEnter={warmPanel}
        onFocus={warmPanel}
        scroll={false}
      >
        <AddRegular aria-hidden /> New
      </LinkButton>
    </article>
  )
}
