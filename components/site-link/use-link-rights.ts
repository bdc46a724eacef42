'use client'

import { useRight } from '@/components/shell/rights-provider'
import type { Right } from '@/components/shell/right-to'
import type { Permission } from '@/lib/access/rights/permissions'
import type { LinkPage } from '@/lib/site-link/form'
import type { ObjectId, PlannedObject } from '@/lib/site-link/plan'

/** What it takes to write each object of the set to the end. */
const needs: Record<ObjectId, readonly Permission[]> = {
  trust: ['trust.create'],
  vault: ['secrets.store'],
  'provider-class': ['secrets.list-objects'],
  sync: ['secrets.sync', 'secrets.verify'],
  secret: ['secrets.write', 'secrets.verify'],
  endpoint: ['endpoints.create'],
  up: ['dataflows.create'],
  down: ['dataflows.create'],
}

const objectsOf: Record<LinkPage, readonly ObjectId[]> = {
  parent: ['trust', 'endpoint'],
  identity: ['vault', 'provider-class', 'sync', 'secret'],
  topics: ['up', 'down'],
  review: ['trust', 'vault', 'provider-class', 'sync', 'secret', 'endpoint', 'up', 'down'],
}

/** May the viewer go on from a page: write what that page is about? From the last one, all of it. */
export function usePageRight(page: LinkPage, plan: readonly PlannedObject[]): Right {
  const written = plan.filter(({ id, deed }) => deed !== 'use' && objectsOf[page].includes(id))
  const [first = 'endpoints.create', ...others] = [...new Set(written.flatMap(({ id }) => needs[id]))]
  return useRight(first, ...others)
}
