/** The tenant of the plant's people. */
export const tenant = '5f0c1e9a-3a52-4c0e-9d57-0d2a1f6b7c11'

/** Three people with the jobs of sandbox/seed/80-access.yaml. */
export const persons = ['viewer', 'operator', 'admin'] as const
export type PersonName = (typeof persons)[number]

/** What the test provider says of somebody. `operator-2` is another person with the operator's job, and so on. */
export const claimsOf = (name: string): Record<string, unknown> | undefined =>
  people[name] ?? people[name.replace(/-\d+$/, '')]

/** Everybody that the test provider knows, by the name they sign in with, and what it says of them. */
export const people: Readonly<Record<string, Record<string, unknown>>> = {
  viewer: { name: 'Vera Vogel', groups: ['plant-viewers'] },
  operator: { name: 'Olga Orlova', groups: ['plant-operators'] },
  admin: { name: 'Ada Adler', groups: ['plant-admins'] },
  /** Signed in, and nothing allowed. */
  stranger: { name: 'Stan Stranger', groups: [] },
  /** In so many groups that the token holds a pointer to them. */
  'everywhere-member': {
    name: 'Eve Everywhere',
    _claim_names: { groups: 'src1' },
    _claim_sources: { src1: { endpoint: 'https://graph.invalid/groups' } },
  },
  /** In as many groups as still stand in the token, and no browser keeps a cookie with them. */
  'many-groups-member': {
    name: 'Max Many',
    groups: Array.from({ length: 190 }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`),
  },
  /** Somebody made them a group that Kubernetes keeps for itself. */
  mastermind: { name: 'Mo Master', groups: ['plant-viewers', 'system:masters'] },
  /** Of another organisation. */
  guest: { name: 'Gus Guest', tid: '0a1b2c3d-0000-4000-8000-000000000000', groups: ['plant-admins'] },
}
