import type { z } from 'zod'
import type { environment } from '../lib/core/settings.ts'

export type Meaning = {
  /** One sentence or two for the reference. Markdown. */
  meaning: string
  /** Where it stands in a cluster: in the ConfigMap, in the Secret, or nowhere since it makes no sense there. */
  place: 'config' | 'secret' | 'none'
  /** What stands in the ConfigMap instead of nothing. */
  inCluster?: string
}

type Name = keyof z.infer<typeof environment>

/** What each setting means, by section. The compiler misses one that is not here, and a test one that is here twice. */
export const settingSections = {
  'Where it listens and what it serves': {
    HOST: {
      meaning: 'The address to listen on. Without sign-in only loopback is accepted.',
      place: 'config',
      inCluster: '0.0.0.0',
    },
    PORT: { meaning: 'The port to listen on.', place: 'config', inCluster: '3000' },
    SLUICE_PUBLIC_URL: {
      meaning:
        'The address browsers use, without path. Requests for any other host are refused. Needed with sign-in wherever other machines come in, and must be `https` there.',
      place: 'config',
    },
    SLUICE_TRUSTED_PROXIES: {
      meaning:
        'How many proxies of your own stand in front and add to `X-Forwarded-For`. Rate limits count by the address that the outermost of them saw.',
      place: 'config',
      inCluster: '1',
    },
    SLUICE_NAMESPACE: {
      meaning:
        'The namespace of Azure IoT Operations, for all instances; else that of each context, else `azure-iot-operations`.',
      place: 'config',
      inCluster: 'azure-iot-operations',
    },
    SLUICE_LOG_LEVEL: {
      meaning: 'One of `trace`, `debug`, `info`, `warn`, `error`, `silent`. Writes are logged at `info` and `warn`.',
      place: 'config',
    },
    SLUICE_METRICS_TOKEN: {
      meaning:
        'Who sends it as a bearer token may read `/api/metrics`, 16 to 200 characters. Without it nobody may, but for this very machine where there is no sign-in.',
      place: 'secret',
    },
  },
  'Testing connections ([what it may](decisions/test-from-the-portal.md))': {
    SLUICE_TEST_ALLOW: {
      meaning:
        'Addresses that a test may dial although it would not, such as those of the portal’s own machine: blocks (`10.0.0.0/8`), or one address and port (`10.1.2.3:8883`), with commas between. The API server and the portal itself stay out of reach.',
      place: 'config',
    },
    SLUICE_TEST_DENY: {
      meaning: 'Addresses that no test may dial, written likewise. `0.0.0.0/0,::/0` forbids all tests.',
      place: 'config',
    },
    SLUICE_TEST_NAMES: {
      meaning:
        'For a portal outside of its cluster, where names of Services lead nowhere: a file of lines `<name>:<port> <address>:<port>` that says where they lead from here. It is read anew for each test.',
      place: 'config',
    },
  },
  'Sign-in ([how](sign-in.md))': {
    SLUICE_OIDC_ISSUER: {
      meaning:
        'The `https` address of the OpenID provider, exactly as it stands in its tokens. With it people sign in; without it the portal serves this machine alone.',
      place: 'config',
    },
    SLUICE_OIDC_CLIENT_ID: { meaning: 'The portal as the provider knows it.', place: 'config' },
    SLUICE_OIDC_CLIENT_SECRET: { meaning: 'The secret of that client.', place: 'secret' },
    SLUICE_OIDC_CLIENT_SECRET_FILE: { meaning: 'Or the file that holds it.', place: 'config' },
    SLUICE_OIDC_SCOPES: { meaning: 'What is asked for, with spaces between; `openid` among it.', place: 'config' },
    SLUICE_OIDC_USER_CLAIM: {
      meaning: 'The claim that names the person to the cluster. `oid` at Microsoft Entra ID, else `sub`.',
      place: 'config',
    },
    SLUICE_OIDC_USER_PREFIX: { meaning: 'Put before that name.', place: 'config' },
    SLUICE_OIDC_GROUPS_CLAIM: {
      meaning: 'The claim that lists the person’s groups; `roles` for app roles of Entra ID.',
      place: 'config',
    },
    SLUICE_OIDC_GROUPS_PREFIX: { meaning: 'Put before each group.', place: 'config' },
    SLUICE_OIDC_TENANT: {
      meaning:
        'The tenants of Entra ID whose people may come in, by ID, with commas between. Needed when the issuer names none.',
      place: 'config',
    },
    SLUICE_OIDC_CA: {
      meaning: 'A file with the certificates to trust at the provider, PEM, instead of the usual ones.',
      place: 'config',
    },
    SLUICE_SESSION_KEYS: {
      meaning:
        'One key, or two with a comma between while they are changed (newest first): each 32 random bytes in base64, as `openssl rand -base64 32` makes them. The same for all replicas.',
      place: 'secret',
    },
    SLUICE_SESSION_HOURS: { meaning: 'How long a sign-in lasts at most, 1 to 168 hours.', place: 'config' },
    SLUICE_SESSION_IDLE_MINUTES: {
      meaning: 'How long it lasts while the person does nothing, 1 to 10080 minutes.',
      place: 'config',
    },
  },
  'Key Vault ([how](key-vault.md))': {
    SLUICE_KEY_VAULTS: {
      meaning: 'The only vaults the portal talks to: names or `https` addresses, with commas between.',
      place: 'config',
    },
    SLUICE_VAULT_CREDENTIAL: {
      meaning:
        'How the portal signs in to them: `workload-identity`, `managed-identity`, `client-certificate` or `azure-cli`. Needed with `SLUICE_KEY_VAULTS`.',
      place: 'config',
    },
    SLUICE_VAULT_CLIENT_ID: {
      meaning: 'Which identity, where there are several: its client ID. Needed for a certificate.',
      place: 'config',
    },
    SLUICE_VAULT_TENANT_ID: { meaning: 'Its tenant. Needed for a certificate.', place: 'config' },
    SLUICE_VAULT_CERTIFICATE: {
      meaning: 'For `client-certificate`: a file with certificate and private key, PEM.',
      place: 'config',
    },
    SLUICE_VAULT_RULE: {
      meaning:
        'What somebody has to be allowed in the cluster to write to a vault through the portal, or to have what was picked from it tried: `verb:resource`, with commas between; one of them suffices. Else `create:secretsyncs,create:secrets`.',
      place: 'config',
    },
    SLUICE_VAULT_TOKEN: { meaning: 'Set by the sandbox for its own vault.', place: 'none' },
    SLUICE_VAULT_CA: { meaning: 'Set by the sandbox for its own vault.', place: 'none' },
  },
} as const satisfies Record<string, Partial<Record<Name, Meaning>>>

type Sections = typeof settingSections
type Told = { [Section in keyof Sections]: keyof Sections[Section] }[keyof Sections]

type Nothing<Left extends never> = Left

/** Compiles only while every setting has its meaning. */
export type EverySettingIsTold = Nothing<Exclude<Name, Told>>
