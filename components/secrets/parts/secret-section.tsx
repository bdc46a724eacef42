'use client'

import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRight } from '@/components/shell/rights-provider'
import { Notice } from '@/components/ui/notice'
import { Shimmer } from '@/components/ui/shimmer'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { paths } from '@/lib/core/paths'
import { secretOverview } from '@/lib/secrets/queries'
import { FailureNotice } from '../failure-notice'
import { SecretParts } from './secret-parts'
import { sourceOf } from './source'
import { useDraft, type SecretDraft } from './use-secret-draft'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    paddingLeft: tokens.spacingHorizontalL,
    borderLeft: `${tokens.strokeWidthThick} solid ${tokens.colorNeutralStroke2}`,
  },
  text: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  link: { color: tokens.colorBrandForegroundLink },
})

/** Below the name of a synced secret: what a new one is made of, or that an existing one is used as it is. */
export function SecretSection({ draft }: { draft: SecretDraft }) {
  const styles = useStyles()
  const { instanceId, store, exists, name } = draft
  const right = useRight('secrets.read')
  const { data: overview, refetch } = useQuery({ ...secretOverview(instanceId), enabled: right.allowed })
  const { source: chosen } = useDraft(store)

  if (exists) {
    return (
      <p className={styles.text}>
        “{name}” is {overview?.ok && !overview.value.extension ? 'there' : 'synced'} already and is used as it is.{' '}
        <Link href={paths.secrets(instanceId)} prefetch={false} className={styles.link}>
          See where it stands, or rotate it
        </Link>
      </p>
    )
  }
  if (!right.allowed) {
    return (
      <Notice intent="info" title="You cannot see which synced secrets there are.">
        {right.reason} One that is there already can be used by its name.
      </Notice>
    )
  }
  if (!overview) return <Waiting />
  if (!overview.ok) {
    return (
      <FailureNotice
        failure={overview.failure}
        actions={
          <Button size="small" onClick={() => void refetch()}>
            Try again
          </Button>
        }
      />
    )
  }
  const answer = sourceOf(overview.value, chosen)
  if (answer.state === 'closed') {
    return (
      <Notice intent="info" title={answer.title}>
        {answer.next}
      </Notice>
    )
  }
  return (
    <div className={styles.root}>
      <p className={styles.text}>
        For a new synced secret, add what it is made of. It is stored, synced and checked on Apply, before the endpoint
        is written.
      </p>
      {!overview.value.extension && (
        <Notice intent="info" title="The Secret Store extension is not on this cluster.">
          The portal writes the Kubernetes Secret itself. Nothing renews it then: after a rotation it has to be written
          again from here.
        </Notice>
      )}
      {answer.state === 'choose' ? (
        <Field
          label={overview.value.extension ? 'Provider class' : 'Key Vault'}
          required
          hint="Several fit this instance. Choose the one that this secret is to come from."
        >
          <Select value={chosen ?? ''} onChange={(_, data) => store.change({ source: data.value || undefined })}>
            <option value="">Choose …</option>
            {answer.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <SecretParts draft={draft} source={answer.source} />
      )}
    </div>
  )
}

function Waiting() {
  const styles = useStyles()
  return (
    <div className={styles.root} role="status">
      <VisuallyHidden>Looking for the Key Vault of this instance …</VisuallyHidden>
      <Shimmer size="medium" />
      <Shimmer size="field" />
      <Shimmer size="field" />
    </div>
  )
}
