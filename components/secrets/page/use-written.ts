'use client'

import { useQuery } from '@tanstack/react-query'
import { useRight } from '@/components/shell/rights-provider'
import type { SecretRow } from '@/lib/secrets/owner'
import { writtenSecrets } from '@/lib/secrets/queries'

/** The Secrets that the portal wrote itself. */
export function useWritten(instanceId: string) {
  const right = useRight('secrets.written')
  const { data, refetch } = useQuery({ ...writtenSecrets(instanceId), enabled: right.allowed })
  const rows = data?.ok ? data.value.secrets : none
  return {
    right,
    loaded: data !== undefined || !right.allowed,
    failure: data && !data.ok ? data.failure : undefined,
    count: rows.length,
    matching: (search: string) => rows.filter((row) => matches(row, search)).sort(byName),
    refetch: () => void refetch(),
  }
}

const none: SecretRow[] = []

const byName = (one: SecretRow, other: SecretRow) => (one.name < other.name ? -1 : 1)

/** Every word has to occur in the name, the vault or the names in it. */
const matches = ({ name, sources }: SecretRow, search: string): boolean => {
  const text = [name, ...sources.flatMap(({ vault, secret }) => [vault, secret])].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
