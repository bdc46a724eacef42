'use client'

import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components'
import type { Setting } from '@/lib/endpoints/summary'
import { Section } from '@/components/ui/section'

const useStyles = makeStyles({
  groups: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(420px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  group: {
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  title: { ...typographyStyles.body1Strong, margin: `0 0 ${tokens.spacingVerticalS}` },
  list: { margin: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 2fr) 3fr',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalSNudge} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
  },
  label: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  source: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

const sources = { set: 'Set here', default: 'Default', 'not-set': '' } as const

/** Every setting in force, under the headings of its form, with where each value comes from. */
export function SettingsSummary({ settings }: { settings: readonly Setting[] }) {
  const styles = useStyles()
  const groups = Map.groupBy(settings, ({ section, tab }) => section ?? (tab === 'basic' ? 'Connection' : 'Other'))
  return (
    <Section id="settings" title="Settings">
      <div className={styles.groups}>
        {[...groups].map(([title, list]) => (
          <div key={title} className={styles.group}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.list}>
              {list.map(({ key, label, value, source }) => (
                <div key={key} className={styles.row}>
                  <dt className={styles.label}>{label}</dt>
                  <dd className={mergeClasses(styles.value, source === 'not-set' && styles.quiet)}>
                    {value}
                    {sources[source] && <span className={styles.source}>{sources[source]}</span>}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </Section>
  )
}
