import { configMapNameProblem, secretNameProblem } from '../checks/name'
import { audienceProblem, guidProblem } from '../checks/text'
import { methodBlock } from '../methods'
import type { Control, Field } from './define'

type SecretControl = Extract<Control, { kind: 'secret' }>

/** What the REST model allows where it names no narrower range. */
export const int32 = 2_147_483_647

/** Tokens of the instance's own identity or of one that is assigned to it: what they are for may be said. */
type TokenPart = Pick<Field, 'tab' | 'hint' | 'required' | 'default' | 'defaultNote' | 'control' | 'section'>

const whenMethod = (...methods: string[]) => ({ field: 'method', is: methods })

/**
 * Building blocks that endpoint types share, for one settings object: host, authentication, encryption, CloudEvents. Names
 * and ranges are those of the Azure REST model of `dataflowEndpoints`.
 */
export const fieldsOf = (settings: string) => {
  const at = (...path: string[]) => [settings, ...path]
  const authentication = (...path: string[]) => at('authentication', ...path)

  return {
    at,

    host: (part: Pick<Field, 'control' | 'hint' | 'initial' | 'check'>): Field => ({
      key: 'host',
      label: 'Host',
      tab: 'basic',
      path: at('host'),
      required: true,
      ...part,
    }),

    method: (hint: string): Field => ({
      key: 'method',
      label: 'Authentication method',
      tab: 'basic',
      control: { kind: 'method' },
      path: authentication('method'),
      required: true,
      hint,
    }),

    serviceAudience: (part: Pick<Field, 'control' | 'hint' | 'initial'>): Field => ({
      key: 'audience',
      label: 'Service audience',
      tab: 'basic',
      path: authentication('serviceAccountTokenSettings', 'audience'),
      required: true,
      when: whenMethod('ServiceAccountToken'),
      check: audienceProblem,
      ...part,
    }),

    /** The Secret of a method that has one; `method` is the API's name of it. */
    secret: (
      method: 'X509Certificate' | 'Sasl' | 'AccessToken',
      { key = 'secretName', hint, ...control }: { key?: string; hint: string } & Omit<SecretControl, 'kind'>,
    ): Field => ({
      key,
      label: 'Synced secret name',
      tab: 'basic',
      control: { kind: 'secret', ...control },
      path: authentication(methodBlock(method), 'secretRef'),
      required: true,
      when: whenMethod(method),
      check: secretNameProblem,
      hint: `${hint} It stands in this instance’s namespace.`,
    }),

    userIdentity: [
      {
        key: 'clientId',
        label: 'Client ID',
        tab: 'basic',
        control: { kind: 'text', placeholder: '00000000-0000-0000-0000-000000000000', spellcheck: false },
        path: authentication('userAssignedManagedIdentitySettings', 'clientId'),
        required: true,
        when: whenMethod('UserAssignedManagedIdentity'),
        check: guidProblem,
        hint: 'The client ID of the identity, from its overview page in Azure. The identity must be assigned to this instance for cloud connections.',
      },
      {
        key: 'tenantId',
        label: 'Tenant ID',
        tab: 'basic',
        control: { kind: 'text', placeholder: '00000000-0000-0000-0000-000000000000', spellcheck: false },
        path: authentication('userAssignedManagedIdentitySettings', 'tenantId'),
        required: true,
        when: whenMethod('UserAssignedManagedIdentity'),
        check: guidProblem,
        hint: 'The Microsoft Entra tenant that the identity belongs to.',
      },
    ] as readonly Field[],

    /** The audience of the instance's own identity. Microsoft's portal does not offer it; the resource has it. */
    identityAudience: (part: TokenPart): Field => ({
      key: 'identityAudience',
      label: 'Audience',
      path: authentication('systemAssignedManagedIdentitySettings', 'audience'),
      when: whenMethod('SystemAssignedManagedIdentity'),
      check: audienceProblem,
      ...part,
    }),

    scope: (part: TokenPart): Field => ({
      key: 'scope',
      label: 'Scope',
      path: authentication('userAssignedManagedIdentitySettings', 'scope'),
      when: whenMethod('UserAssignedManagedIdentity'),
      check: audienceProblem,
      ...part,
    }),

    tlsMode: (part: Pick<Field, 'hint' | 'locked'>): Field => ({
      key: 'tlsMode',
      label: 'TLS mode enabled',
      tab: 'advanced',
      section: 'Encryption',
      control: { kind: 'checkbox', on: 'Enabled', off: 'Disabled' },
      path: at('tls', 'mode'),
      default: 'Enabled',
      ...part,
    }),

    caConfigMap: (part: Pick<Field, 'hint' | 'initial'>): Field => ({
      key: 'caConfigMap',
      label: 'Trusted CA certificate config map',
      tab: 'advanced',
      section: 'Encryption',
      control: { kind: 'config-map' },
      path: at('tls', 'trustedCaCertificateConfigMapRef'),
      when: { field: 'tlsMode', is: ['Enabled'] },
      check: configMapNameProblem,
      ...part,
    }),

    cloudEvents: {
      key: 'cloudEvents',
      label: 'Cloud event attributes',
      tab: 'advanced',
      section: 'Messages',
      control: {
        kind: 'choice',
        options: [
          { value: '', label: 'Not set', description: 'Messages pass as they are.' },
          {
            value: 'Propagate',
            label: 'Propagate',
            description:
              'Messages with the required attributes (specversion, type, source, id) pass them on; others pass unchanged. datacontenttype follows the output after a transformation, dataschema is replaced where an output schema is configured, time is not stamped anew.',
          },
          {
            value: 'CreateOrRemap',
            label: 'Create or remap',
            description:
              'As Propagate, and what is missing is made: specversion 1.0, type ms.aio-dataflow.telemetry, source aio://<target-name>, a new id (UUID), subject from the output topic, time of now, datacontenttype of the output, dataschema from the schema registry.',
          },
        ],
      },
      path: at('cloudEventAttributes'),
      hint: 'What happens to CloudEvents attributes on the way through.',
    } as Field,
  }
}
