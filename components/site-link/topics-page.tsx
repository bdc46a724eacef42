'use client'

import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { LinesControl } from '@/components/form/lines-control'
import { SuggestControl } from '@/components/form/suggest-control'
import { TextControl } from '@/components/form/text-control'
import { ToggleControl } from '@/components/form/toggle-control'
import { isLocalEndpoint } from '@/lib/dataflows/endpoint-fact'
import { topicFilterProblem } from '@/lib/dataflows/topics'
import { linkNames } from '@/lib/site-link/form'
import { Field } from './link-field'
import { standsAlready } from './parent-page'
import type { SiteLink } from './use-site-link'

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  title: {
    ...typographyStyles.subtitle2,
    margin: 0,
    paddingBottom: tokens.spacingVerticalXS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
})

const isWrong = (line: string) => topicFilterProblem(line) !== undefined

/** What goes up to the parent, and what may come down. */
export function TopicsPage({ link }: { link: SiteLink }) {
  const styles = useStyles()
  const { values, advisories, set, made, bridges, offers } = link
  const { up, down } = linkNames(values.name.trim())
  const upStands = made.up ? standsAlready : undefined
  const downStands = made.down ? standsAlready : undefined
  const shared = upStands ?? downStands
  // Of all that can be read from, only this site's own broker is on this side.
  const locals = offers.sources.filter(({ value }) => {
    const endpoint = bridges.endpoints?.get(value)
    return endpoint !== undefined && isLocalEndpoint(endpoint, bridges.localServices)
  })
  const field = { advisories, onFix: set }
  return (
    <>
      <div className={styles.group} role="group" aria-label="Up to the parent">
        <h3 className={styles.title}>Up to the parent</h3>
        <Field
          {...field}
          name="topics"
          label="Topic filters"
          required
          locked={upStands}
          hint={`What the dataflow ${up} reads from this site’s broker.`}
        >
          {(wiring) => (
            <LinesControl wiring={wiring} thing="topic filter" placeholder="plant/+/telemetry" isWrong={isWrong} />
          )}
        </Field>
        <Field
          {...field}
          name="target"
          label="Destination topic"
          required
          locked={upStands}
          hint="The topic at the parent that it writes to."
        >
          {(wiring) => <TextControl wiring={wiring} placeholder="sites/plant/telemetry" />}
        </Field>
      </div>
      <div className={styles.group} role="group" aria-label="Down from the parent">
        <h3 className={styles.title}>Down from the parent</h3>
        <Field {...field} name="down" label="Receive messages from the parent as well" ownLabel locked={downStands}>
          {(wiring) => (
            <ToggleControl
              wiring={wiring}
              label="Receive messages from the parent as well"
              on="on"
              off="off"
              effective={values.down}
            />
          )}
        </Field>
        {values.down === 'on' && (
          <>
            <Field
              {...field}
              name="downTopics"
              label="Topic filters at the parent"
              required
              locked={downStands}
              hint={`What the dataflow ${down} reads there.`}
            >
              {(wiring) => (
                <LinesControl
                  wiring={wiring}
                  thing="topic filter at the parent"
                  placeholder="orders/plant/#"
                  isWrong={isWrong}
                />
              )}
            </Field>
            <Field
              {...field}
              name="downTarget"
              label="Local topic"
              required
              locked={downStands}
              hint="The topic of this site’s broker that it writes to."
            >
              {(wiring) => <TextControl wiring={wiring} placeholder="orders" />}
            </Field>
          </>
        )}
      </div>
      <div className={styles.group} role="group" aria-label="At this site">
        <h3 className={styles.title}>At this site</h3>
        <Field
          {...field}
          name="local"
          label="Local broker endpoint"
          required
          locked={shared}
          hint="The endpoint of this site’s own broker. The default endpoint is made for that."
        >
          {(wiring) => (
            <SuggestControl wiring={wiring} suggestions={locals} none="No endpoint of the local broker is here." />
          )}
        </Field>
        <Field
          {...field}
          name="profile"
          label="Dataflow profile"
          required
          locked={shared}
          hint="Its pods run the dataflows."
        >
          {(wiring) => (
            <SuggestControl wiring={wiring} suggestions={offers.profiles} none="No dataflow profile is here." />
          )}
        </Field>
      </div>
    </>
  )
}
