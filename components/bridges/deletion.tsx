'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { createContext, useContext, useState, type ReactNode } from 'react'
import { late } from '@/components/ui/late'
import { paths } from '@/lib/core/paths'

const DeleteDialog = dynamic(
  late(() => import('./delete-dialog').then((module) => module.DeleteDialog)),
  { ssr: false },
)

/** The dataflow as it was when it was asked about: another one of the same name is safe. */
type Target = { name: string; uid: string }

const DeletionContext = createContext<((target: Target) => void) | null>(null)

/**
 * Holds the delete dialog of a dataflow's page, above all that goes as soon as the cluster tells that the dataflow is gone:
 * a dialog that goes with its page leaves the rest of the screen hidden from screen readers.
 */
export function BridgeDeletionRoot({ instanceId, children }: { instanceId: string; children: ReactNode }) {
  const router = useRouter()
  const [target, setTarget] = useState<Target>()
  return (
    <DeletionContext value={setTarget}>
      {children}
      {target && (
        <DeleteDialog
          instanceId={instanceId}
          target={target}
          onDeleted={() => router.push(paths.runtime(instanceId))}
          onClose={() => setTarget(undefined)}
        />
      )}
    </DeletionContext>
  )
}

/** Asks the operator whether a dataflow shall be deleted, deletes it, and leads to the overview. */
export function useBridgeDeletion(): (target: Target) => void {
  const ask = useContext(DeletionContext)
  if (!ask) throw new Error('useBridgeDeletion needs <BridgeDeletionRoot> above it')
  return ask
}
