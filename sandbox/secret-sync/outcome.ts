/** How one item of a SecretSync went. It is shown in the status, so it never holds a value. */
export interface ItemReport {
  sourcePath: string
  targetKey: string
  status: 'Succeeded' | 'Failed'
  error?: string
}

/** What one pass over a SecretSync came to; each vocabulary of conditions has its own words for it. */
export type Outcome =
  | { kind: 'created' | 'updated' | 'unchanged'; syncHash: string }
  | { kind: 'partial' | 'fetch-failed'; items: ItemReport[] }
  | { kind: Trouble; message: string }

export type Trouble =
  | 'class-missing'
  | 'class-invalid'
  | 'account-missing'
  | 'source-missing'
  | 'reserved-label'
  | 'reserved-annotation'
  | 'foreign-secret'
  | 'write-failed'
