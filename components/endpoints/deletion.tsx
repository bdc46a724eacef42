'use client'

import dynamic from 'next/dynamic'
import { createContext, useContext, useState, type ReactNode } from 'react'
import { late } from '@/components/ui/late'
import type { EndpointListItem } from '@/lib/endpoints/list'

const load = late(() => import('./delete-dialog').then((module) => module.DeleteDialog))
const DeleteDialog = dynamic(load, { ssr: false })

/** What is to be deleted, as it was when it was asked for: another object of the same name is safe. */
export type DeletionTarget = { name: string; uid: string; usedBy: EndpointListItem['usedBy'] }

type Ask = (target: DeletionTarget, onDeleted?: () => void) => void

const DeletionContext = createContext<Ask | null>(null)

/** Holds the one delete dialog of a screen; its code is fetched when somebody first asks for it. */
export function DeletionRoot({ instanceId, children }: { instanceId: string; children: ReactNode }) {
  const [asked, setAsked] = useState<{ target: DeletionTarget; onDeleted?: () => void }>()
  return (
    <DeletionContext value={(target, onDeleted) => setAsked({ target, onDeleted })}>
      {children}
      {asked && (
        <DeleteDialog
          key={asked.target.uid}
          instanceId={instanceId}
          target={asked.target}
          onDeleted={asked.onDeleted}
          onClose={() => setAsked(undefined)}
        />
      )}
    </DeletionContext>
  )
}

/** Asks the operator whether an endpoint shall be deleted, and deletes it. */
export function useDeletion(): Ask {
  const ask = useContext(DeletionContext)
  if (!ask) throw new Error('useDeletion needs <DeletionRoot> above it')
  return ask
}
