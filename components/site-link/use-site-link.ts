'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { useForm, useWatch, type FieldErrors, type Resolver } from 'react-hook-form'
import { useBridgeContext, useBridgeOffers } from '@/components/bridges/use-bridge-cluster'
import { useOffers, useRuleContext } from '@/components/endpoints/panel/use-cluster'
import { isFilled } from '@/components/secrets/parts/draft'
import { sourceOf, type Source } from '@/components/secrets/parts/source'
import { useDraft, useSecretDraft } from '@/components/secrets/parts/use-secret-draft'
import { useTrust } from '@/components/secrets/trust/use-trust'
import { useRight } from '@/components/shell/rights-provider'
import { useReadServerTime, useServerNow } from '@/components/ui/server-clock'
import { secretOverview } from '@/lib/secrets/queries'
import { slotNames } from '@/lib/secrets/slots'
import { examineTrust } from '@/lib/secrets/trust'
import { isTouched, pageFields, type LinkField, type LinkPage, type SiteLinkForm } from '@/lib/site-link/form'
import { planOf, type NewIdentity } from '@/lib/site-link/plan'
import { linkAdvisories, linkProblems, type LinkFacts } from '@/lib/site-link/problems'
import { createMadeStore } from './made-store'

/** The check as React Hook Form wants it. The first sentence about a field is the one beside it. */
const resolverOf =
  (facts: LinkFacts): Resolver<SiteLinkForm> =>
  (values) => {
    const issues = linkProblems(values, facts)
    if (issues.length === 0) return { values, errors: {} }
    const errors: FieldErrors<SiteLinkForm> = {}
    for (const { path, message } of issues.toReversed()) errors[path] = { type: 'refused', message }
    return { values: {}, errors }
  }

/** Everything that the wizard holds and knows: what was typed, what is judged of it, and what stands already. */
export function useSiteLink(instanceId: string, namespace: string, initial: SiteLinkForm) {
  const [store] = useState(createMadeStore)
  const made = useSyncExternalStore(store.subscribe, store.get, store.get)
  const cluster = useRuleContext(instanceId, namespace, made.endpoint?.name)
  const bridges = useBridgeContext(instanceId, undefined)
  const now = useServerNow()
  const readNow = useReadServerTime()

  const [facts, setFacts] = useState<LinkFacts>({ instance: instanceId, cluster, bridges, pasted: 'empty', made })
  const form = useForm<SiteLinkForm>({
    shouldFocusError: false,
    defaultValues: initial,
    resolver: resolverOf(facts),
  })
  const values = useWatch({ control: form.control }) as SiteLinkForm
  const trust = useTrust(values.pem, now)
  const pasted = trust.verdict.state
  if (facts.cluster !== cluster || facts.bridges !== bridges || facts.pasted !== pasted || facts.made !== made) {
    setFacts({ instance: instanceId, cluster, bridges, pasted, made })
  }

  const secret = useSecretDraft({
    instanceId,
    name: values.identity === 'new' ? values.secretName.trim() : '',
    credential: 'client-certificate',
    owner: values.name.trim(),
    host: values.host,
    known: cluster.secrets,
  })
  const { parts, source: chosen } = useDraft(secret.draft.store)
  const reading = useRight('secrets.read')
  const { data: overview } = useQuery({ ...secretOverview(instanceId), enabled: reading.allowed })
  const answer = overview?.ok ? sourceOf(overview.value, chosen) : undefined
  const source: Source | undefined = answer?.state === 'ready' ? answer.source : undefined

  const identity = useMemo((): NewIdentity | undefined => {
    if (values.identity !== 'new' || !source) return undefined
    const chosenParts = slotNames.flatMap((slot) => {
      const part = parts[slot]
      if (!part) return []
      const fileEncoding = part.kind === 'reference' ? part.fileEncoding : undefined
      return [{ slot, name: part.name, stored: part.kind === 'value', ...(fileEncoding && { fileEncoding }) }]
    })
    return { ...source, parts: chosenParts }
  }, [values.identity, source, parts])

  const authorities = {
    names: trust.certificates.map(({ name }) => name),
    pem: trust.verdict.state === 'ready' ? trust.verdict.pem : '',
  }
  const plan = planOf({ form: values, namespace, authorities, ...(identity && { identity }), made })

  /** Judges what is on a page as it is this very moment, says it at the fields, and answers whether the page is in order. */
  const judge = async (page: LinkPage): Promise<boolean> => {
    const typed = form.getValues()
    const { verdict } = await examineTrust(typed.pem, readNow())
    const fields: readonly LinkField[] = pageFields[page]
    const issues = linkProblems(typed, { ...facts, pasted: verdict.state }).filter(({ path }) => fields.includes(path))
    form.clearErrors([...fields])
    for (const { path, message } of issues.toReversed()) form.setError(path, { type: 'refused', message })
    const whole = page !== 'identity' || typed.identity === 'there' || (await secret.judge())
    const [first] = fields.filter((field) => issues.some(({ path }) => path === field))
    if (first) form.setFocus(first)
    return issues.length === 0 && whole
  }

  return {
    form,
    values,
    trust,
    secret: { ...secret, empty: !isFilled(parts, 'client-certificate') },
    source,
    plan,
    made,
    store,
    cluster,
    bridges,
    advisories: linkAdvisories(values, facts),
    offers: { ...useOffers(instanceId, cluster, values.host, now), ...useBridgeOffers(bridges) },
    touched: isTouched(values, initial) || isFilled(parts, 'client-certificate'),
    judge,
    set: (changes: Partial<SiteLinkForm>) => {
      for (const [field, value] of Object.entries(changes) as [LinkField, never][]) {
        form.setValue(field, value, { shouldDirty: true, shouldTouch: true, shouldValidate: true })
      }
    },
  }
}

export type SiteLink = ReturnType<typeof useSiteLink>
