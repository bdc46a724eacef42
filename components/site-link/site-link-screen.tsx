'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { FormProvider } from 'react-hook-form'
import { DiscardDialog } from '@/components/panel/discard-dialog'
import { runnerOf, type Runner } from '@/components/secrets/run/runner'
import { SecretDraftProvider } from '@/components/secrets/parts/use-secret-draft'
import { GuardedButton } from '@/components/ui/guarded-button'
import { ServerClock, useReadServerTime } from '@/components/ui/server-clock'
import { paths } from '@/lib/core/paths'
import { runOf } from '@/lib/secrets/steps'
import { linkPages, type LinkPage, type SiteLinkForm } from '@/lib/site-link/form'
import { standingOf, standingSentence } from '@/lib/site-link/made'
import { bridgeOf, endpointOf } from '@/lib/site-link/parts'
import { linkSteps, type LinkStepId } from '@/lib/site-link/plan'
import { EndingView } from './ending-view'
import { IdentityPage } from './identity-page'
import { linkDriver } from './link-driver'
import { OutcomeView } from './outcome-view'
import { PageRail, stepTitles, type RailStep } from './page-rail'
import { ParentPage } from './parent-page'
import { ReviewPage } from './review-page'
import { TopicsPage } from './topics-page'
import { stayHere, useLeaveGuard, type Exit } from './use-leave-guard'
import { useLinkPages } from './use-link-pages'
import { usePageRight } from './use-link-rights'
import { useRehearsal } from './use-rehearsal'
import { useSiteLink } from './use-site-link'
import { WritingView } from './writing-view'

const useStyles = makeStyles({
  screen: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}`,
    '@media (max-width: 720px)': { padding: tokens.spacingHorizontalM },
  },
  breadcrumb: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  title: { ...typographyStyles.title2, margin: 0 },
  intro: { margin: `${tokens.spacingVerticalXS} 0 0`, maxWidth: '90ch', color: tokens.colorNeutralForeground2 },
  columns: {
    display: 'grid',
    gridTemplateColumns: '200px minmax(0, 1fr)',
    alignItems: 'start',
    gap: tokens.spacingHorizontalXXXL,
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '720px' },
  wide: { maxWidth: '1180px' },
  heading: { ...typographyStyles.subtitle1, margin: 0, ':focus': { outline: 'none' } },
  bar: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
})

type Props = { instanceId: string; namespace: string; serverNow: number; initial: SiteLinkForm }

/**
 * Links this site to its parent: what the parent is, who this site is there, and what goes up and down; all of it reviewed as
 * one set, written in steps, and watched until it is connected.
 */
export function SiteLinkScreen({ serverNow, ...props }: Props) {
  return (
    <ServerClock serverNow={serverNow}>
      <Wizard {...props} />
    </ServerClock>
  )
}

type Phase =
  | { kind: 'pages' }
  | { kind: 'writing'; runner: Runner<LinkStepId> }
  | { kind: 'outcome'; since: number }
  /** Ended half way; `from` is where it was, when one can go back there. */
  | { kind: 'ending'; from?: Phase; exit?: Exit }

function Wizard({ instanceId, namespace, initial }: Omit<Props, 'serverNow'>) {
  const styles = useStyles()
  const router = useRouter()
  const readNow = useReadServerTime()
  const client = useQueryClient()
  const link = useSiteLink(instanceId, namespace, initial)
  const pages = useLinkPages()
  const [phase, setPhase] = useState<Phase>({ kind: 'pages' })
  const [leaving, setLeaving] = useState<Exit>()
  const { form, values, plan, made, store, secret, source } = link
  const right = usePageRight(pages.page, plan)
  const rehearsal = useRehearsal(
    instanceId,
    phase.kind === 'pages' && pages.page === 'review' && made.endpoint === undefined,
    values,
  )
  const halfway = standingOf(made).length > 0
  const dirty = phase.kind === 'pages' || phase.kind === 'writing' ? link.touched : phase.kind === 'ending' && halfway

  useLeaveGuard(dirty && phase.kind !== 'outcome', (exit) => {
    if (phase.kind === 'ending') return exit()
    if (!halfway && phase.kind === 'pages') return setLeaving(() => exit)
    if (phase.kind !== 'writing') return setPhase({ kind: 'ending', exit, from: phase })
    // What stands is told once nothing is under way any more.
    phase.runner.stop()
    void phase.runner.settled().then(() => setPhase({ kind: 'ending', exit, from: { kind: 'pages' } }))
  })

  const at: RailStep = phase.kind === 'pages' ? pages.page : phase.kind === 'outcome' ? 'outcome' : 'writing'
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(at)
  useEffect(() => {
    if (shown.current !== at) heading.current?.focus()
    shown.current = at
  }, [at])

  const before = linkPages[linkPages.indexOf(pages.page) - 1] ?? 'parent'
  const next = async () => {
    if (!(await link.judge(pages.page))) return
    const following = linkPages[linkPages.indexOf(pages.page) + 1]
    if (following) pages.go(following)
  }

  const apply = async () => {
    for (const page of linkPages) if (!(await link.judge(page))) return pages.go(page)
    const driver = linkDriver({
      instance: instanceId,
      form: form.getValues(),
      pem: link.trust.verdict.state === 'ready' ? link.trust.verdict.pem : '',
      source: source ?? { vault: '' },
      drafts: secret.draft.store,
      store,
      client,
    })
    setPhase({ kind: 'writing', runner: runnerOf(runOf(linkSteps(plan)), driver) })
  }

  const leave = () => {
    const exit = phase.kind === 'ending' ? phase.exit : undefined
    if (exit) return exit()
    router.push(paths.runtime(instanceId))
  }

  return (
    <div className={styles.screen}>
      <header>
        <nav aria-label="Breadcrumb">
          <Link href={paths.runtime(instanceId)} className={styles.breadcrumb} prefetch={false}>
            Runtime
          </Link>
        </nav>
        <h1 className={styles.title}>Connect to a parent site</h1>
        <p className={styles.intro}>
          A bridge from this site’s broker to the broker of its parent, with mutual TLS: whom to trust, who this site is
          there, and what goes up. Nothing is written before the review.
        </p>
      </header>
      <div className={styles.columns}>
        <PageRail
          at={at}
          reached={phase.kind === 'pages' ? pages.reached : undefined}
          onGo={(page) => pages.go(page)}
        />
        <section
          className={at === 'review' || at === 'outcome' ? `${styles.page} ${styles.wide}` : styles.page}
          aria-labelledby="site-link-page"
        >
          <h2 id="site-link-page" ref={heading} tabIndex={-1} className={styles.heading}>
            {phase.kind === 'ending' ? 'Ended half way' : stepTitles[at]}
          </h2>
          {phase.kind === 'pages' && (
            <FormProvider {...form}>
              <SecretDraftProvider value={secret.draft}>
                <form
                  noValidate
                  autoComplete="off"
                  className={at === 'review' ? `${styles.page} ${styles.wide}` : styles.page}
                  onSubmit={(event) => {
                    event.preventDefault()
                    if (right.allowed) void (pages.page === 'review' ? apply() : next())
                  }}
                >
                  <Page page={pages.page} link={link} rehearsal={rehearsal} />
                  <div className={styles.bar}>
                    {pages.page !== 'parent' && <Button onClick={() => pages.go(before)}>Back</Button>}
                    <GuardedButton leave={right} type="submit" appearance="primary">
                      {pages.page === 'review' ? 'Apply' : 'Next'}
                    </GuardedButton>
                    {halfway && <Button onClick={() => setPhase({ kind: 'ending', from: phase })}>End it here</Button>}
                  </div>
                </form>
              </SecretDraftProvider>
            </FormProvider>
          )}
          {phase.kind === 'writing' && (
            <WritingView
              runner={phase.runner}
              stands={standingSentence(made)}
              stop={{ label: 'End it here', run: () => setPhase({ kind: 'ending', from: { kind: 'pages' } }) }}
              back={{
                label: 'Change something',
                run: () => {
                  phase.runner.stop()
                  setPhase({ kind: 'pages' })
                },
              }}
              onFinished={() => setPhase({ kind: 'outcome', since: readNow() })}
            />
          )}
          {phase.kind === 'outcome' && (
            <OutcomeView
              instanceId={instanceId}
              endpoint={endpointOf(values).name}
              bridges={(['up', 'down'] as const).flatMap((which) => bridgeOf(values, which)?.name ?? [])}
              since={phase.since}
              actions={<Button onClick={() => setPhase({ kind: 'ending', from: phase })}>Remove what was made</Button>}
            />
          )}
          {phase.kind === 'ending' && (
            <EndingView
              instanceId={instanceId}
              form={values}
              store={store}
              made={made}
              onLeave={leave}
              onReturn={
                phase.from && {
                  label: phase.from.kind === 'outcome' ? 'Back to the outcome' : 'Back to the pages',
                  run: () => setPhase(phase.from ?? { kind: 'pages' }),
                }
              }
            />
          )}
        </section>
      </div>
      {leaving && (
        <DiscardDialog
          onDiscard={() => {
            setLeaving(undefined)
            leaving()
          }}
          onStay={() => {
            setLeaving(undefined)
            stayHere()
          }}
        />
      )}
    </div>
  )
}

function Page({
  page,
  link,
  rehearsal,
}: {
  page: LinkPage
  link: ReturnType<typeof useSiteLink>
  rehearsal: ReturnType<typeof useRehearsal>
}) {
  switch (page) {
    case 'parent':
      return <ParentPage link={link} />
    case 'identity':
      return <IdentityPage link={link} />
    case 'topics':
      return <TopicsPage link={link} />
    case 'review':
      return <ReviewPage plan={link.plan} rehearsal={rehearsal} />
  }
}
