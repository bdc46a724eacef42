'use client'

import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import { ArrowSwapRegular } from '@fluentui/react-icons/svg/arrow-swap'
import { useDeferredValue, useMemo, type ReactElement, type ReactNode } from 'react'
import { ChoiceControl } from '@/components/form/choice-control'
import { FormField, type Wiring } from '@/components/form/form-field'
import { LinesControl } from '@/components/form/lines-control'
import { SuggestControl } from '@/components/form/suggest-control'
import { TextControl } from '@/components/form/text-control'
import { Between } from '@/components/runtime/dataflow/operations-section'
import type { Right } from '@/components/shell/right-to'
import { bridgeAdvisories, bridgeDraftOf } from '@/lib/dataflows/advisories'
import { bridgeLabels, isShown } from '@/lib/dataflows/bridge-fields'
import type { BridgeKey, BridgeValues } from '@/lib/dataflows/bridge-values'
import { familyOf, type Family } from '@/lib/dataflows/endpoint-fact'
import { operationsOf } from '@/lib/dataflows/operations'
import { profileIsFixed } from '@/lib/dataflows/problems'
import type { BridgeContext } from '@/lib/dataflows/rules/define'
import { topicFilterProblem } from '@/lib/dataflows/topics'
import { BridgeAdvisoryBar } from './bridge-advisory-bar'
import type { BridgeOpening } from './opening'
import { useBridgeOffers } from './use-bridge-cluster'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  title: {
    ...typographyStyles.subtitle2,
    margin: 0,
    paddingBottom: tokens.spacingVerticalXS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  between: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
  swap: { alignSelf: 'flex-start' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
})

/** Where in a destination messages go, in the words of its kind. */
const targets: Record<Family, { label: string; hint: string; placeholder: string }> = {
  mqtt: {
    label: bridgeLabels.target,
    hint: 'One topic, without wildcards. ${inputTopic} stands for the topic that a message came in on.',
    placeholder: 'site/plant-07/telemetry',
  },
  kafka: { label: 'Destination topic', hint: 'The Kafka topic or event hub.', placeholder: 'telemetry' },
  storage: {
    label: 'Table or container',
    hint: 'What is written to: a table, a container or a folder.',
    placeholder: 'telemetry',
  },
  telemetry: { label: bridgeLabels.target, hint: 'Where messages are written to.', placeholder: 'telemetry' },
  unknown: {
    label: bridgeLabels.target,
    hint: 'Where in the destination messages are written to.',
    placeholder: 'telemetry',
  },
}

const modes = [
  { value: 'Enabled', label: 'Enabled', description: 'Messages flow as soon as both sides are connected.' },
  { value: 'Disabled', label: 'Disabled', description: 'Paused: it can be resumed at any time.' },
]

const formats = [
  { value: 'Parquet', label: 'Parquet' },
  { value: 'Delta', label: 'Delta' },
  { value: 'Json', label: 'JSON' },
]

/** The fields of a bridge, each with what rules have to say about it. */
export function BridgeFields({
  instanceId,
  opening,
  name,
  values,
  cluster,
  right,
  onFix,
}: {
  instanceId: string
  opening: BridgeOpening
  name: string
  values: BridgeValues
  cluster: BridgeContext
  right: Right
  onFix: (values: Partial<BridgeValues>) => void
}) {
  const styles = useStyles()
  const offers = useBridgeOffers(cluster)
  // Looking for loops among thousands of bridges must not hold up a key.
  const judged = useDeferredValue(values)
  const advisories = useMemo(() => bridgeAdvisories(bridgeDraftOf(name, judged, cluster)), [name, judged, cluster])
  const editing = opening.kind === 'edit'
  const spec = editing ? opening.detail.resource.spec : opening.clonedFrom?.resource.spec
  const { transformation } = operationsOf(spec)
  const destination = cluster.endpoints?.get(values.destination.trim())
  const family = familyOf(destination)
  const target = targets[family]

  const field = (
    key: BridgeKey,
    control: (wiring: Wiring) => ReactElement,
    how: { label?: string; hint: ReactNode; locked?: string; required?: boolean },
  ) => {
    const { label = bridgeLabels[key], hint, locked, required = true } = how
    const said = advisories.filter((one) => one.field === key)
    return (
      <>
        <FormField
          name={`values.${key}`}
          label={label}
          required={required}
          hint={hint}
          locked={locked}
          cures={said.flatMap(({ level, message, fix }) =>
            level === 'refusal' && fix ? [{ message, label: fix.label, run: () => onFix(fix.values) }] : [],
          )}
        >
          {control}
        </FormField>
        {said
          .filter(({ level }) => level !== 'refusal')
          .map((advisory) => (
            <BridgeAdvisoryBar
              key={advisory.id}
              instanceId={instanceId}
              advisory={advisory}
              right={right}
              onFix={onFix}
            />
          ))}
      </>
    )
  }

  return (
    <div className={styles.fields}>
      <FormField
        name="name"
        label="Name"
        required
        hint="Lower-case letters, digits and hyphens, 3 to 63 of them."
        locked={editing ? 'A name cannot be changed. Clone the bridge to use another one.' : undefined}
      >
        {(wiring) => <TextControl wiring={wiring} placeholder="telemetry-to-site" />}
      </FormField>
      <Section title="Source">
        {field(
          'source',
          (wiring) => (
            <SuggestControl
              wiring={wiring}
              suggestions={offers.sources}
              placeholder="Choose an endpoint or type its name"
              none="No endpoint here can be a source. A name may be typed."
            />
          ),
          { hint: 'Where messages come from.' },
        )}
        {field(
          'topics',
          (wiring) => (
            <LinesControl
              wiring={wiring}
              thing="topic filter"
              placeholder="plant-07/+/telemetry"
              isWrong={(line) => topicFilterProblem(line) !== undefined}
            />
          ),
          { hint: 'What is read: + stands for one level, # for all that are below.' },
        )}
      </Section>
      {transformation && (
        <Section title="In between">
          <div className={styles.between}>
            <Between transformation={transformation} />
          </div>
          <p className={styles.quiet}>
            {editing ? 'It stays as it is, whatever you change here.' : 'It is taken over as it is.'}
          </p>
        </Section>
      )}
      <Section title="Destination">
        {field(
          'destination',
          (wiring) => (
            <SuggestControl
              wiring={wiring}
              suggestions={offers.destinations}
              placeholder="Choose an endpoint or type its name"
              none="No endpoint here. A name may be typed."
            />
          ),
          { hint: 'Where messages go.' },
        )}
        {!editing && (
          <Button
            className={styles.swap}
            size="small"
            icon={<ArrowSwapRegular />}
            onClick={() => onFix({ source: values.destination, destination: values.source })}
          >
            Swap source and destination
          </Button>
        )}
        {field(
          'target',
          (wiring) => (
            <TextControl wiring={wiring} placeholder={target.placeholder} />
          ),
          target,
        )}
        {isShown('schema', family) &&
          field('schema', (wiring) => <TextControl wiring={wiring} placeholder="aio-sr://plant-07/telemetry:1" />, {
            hint: 'Schema of what is written, in the schema registry.',
          })}
        {isShown('format', family) &&
          field(
            'format',
            (wiring) => (
              <ChoiceControl wiring={wiring} options={formats} effective={wiring.value} placeholder="Choose a format" />
            ),
            { hint: 'How it is written.' },
          )}
      </Section>
      <Section title="Operation">
        {field(
          'profile',
          (wiring) =>
            wiring.disabled ? (
              <TextControl wiring={wiring} />
            ) : (
              <SuggestControl
                wiring={wiring}
                suggestions={offers.profiles}
                none="No profile is known. A name may be typed."
              />
            ),
          {
            hint: 'The pods that run it. It cannot be changed later.',
            ...(editing && { locked: profileIsFixed, hint: 'The pods that run it.' }),
          },
        )}
        {field(
          'mode',
          (wiring) => (
            <ChoiceControl wiring={wiring} options={modes} effective={wiring.value} />
          ),
          {
            hint: 'Whether it runs.',
            required: false,
          },
        )}
      </Section>
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <div className={styles.section} role="group" aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </div>
  )
}
