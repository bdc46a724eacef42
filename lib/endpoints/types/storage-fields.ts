import { method } from '../methods'
import { fieldsOf } from './common-fields'
import type { AuthenticationMethod, Field } from './define'

/**
 * What the cloud's storage and analytics types share: they take the instance's identities, each with the role that
 * Microsoft's page on the type has one assign.
 */
export const identityMethods = (role: string): readonly AuthenticationMethod[] => [
  method('SystemAssignedManagedIdentity', `The identity of the Azure IoT Operations extension. It needs ${role}.`),
  method(
    'UserAssignedManagedIdentity',
    'An identity of your own that is assigned to this instance. It needs the same role.',
  ),
]

/** Tokens are asked for the service by itself; another audience or scope is for a cloud of its own. */
export const identityFields = (settings: string, { audience }: { audience?: string } = {}): readonly Field[] => {
  const { userIdentity, identityAudience, scope } = fieldsOf(settings)
  const hint = (what: string) =>
    audience === undefined
      ? `The ${what} of the token. Left empty, Azure IoT Operations asks for the service’s own.`
      : `The ${what} of the token. Change it only for a sovereign cloud.`
  const text = (placeholder: string) => ({ kind: 'text', placeholder, spellcheck: false }) as const
  const place = { tab: 'advanced', section: 'Identity' } as const
  return [
    ...userIdentity,
    identityAudience({
      ...place,
      control: text(audience ?? 'https://<service>'),
      ...(audience === undefined ? {} : { default: audience }),
      hint: hint('audience'),
    }),
    scope({
      ...place,
      control: text(`${audience ?? 'https://<service>'}/.default`),
      ...(audience === undefined ? {} : { default: `${audience}/.default` }),
      hint: hint('scope'),
    }),
  ]
}
