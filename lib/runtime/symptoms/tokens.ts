import { step, type Symptom } from './define'

/** Getting a token, before any broker sees it: from the API server for service accounts, from Microsoft Entra for identities. */
export const tokenSymptoms: readonly Symptom[] = [
  {
    id: 'token-refused',
    says: /\bTOKEN 40[13]\b|serviceaccounts\/token.{0,80}forbidden/i,
    cause: 'The API server does not give the dataflow a service account token.',
    steps: [step('Check that the service account aio-dataflow may get tokens.')],
  },
  {
    id: 'token-account-missing',
    says: /\bTOKEN 404\b|serviceaccounts? "?[\w.-]{0,253}"? not found/i,
    cause: 'The service account of the dataflow does not exist.',
    steps: [step('Check that the service account aio-dataflow exists in the instance’s namespace.')],
  },
  {
    id: 'token-unreachable',
    says: /\bTOKEN (UNREACHABLE|E[A-Z]+|5\d\d)\b|cannot be asked for a token/i,
    cause: 'The API server could not be asked for a token.',
    steps: [step('See whether the cluster’s API server is in reach of the pods.', 'pods')],
  },
  {
    id: 'AADSTS700213',
    says: /AADSTS7002(11|12|13|1)\b|AADSTS70021\b|no matching federated identity/i,
    cause:
      'The managed identity does not trust this cluster: its federated credential is missing or names another issuer or service account.',
    steps: [
      step('Assign the identity to the instance (az iot ops identity assign).'),
      step('Check the client ID.', 'clientId'),
    ],
  },
  {
    id: 'AADSTS700016',
    says: /AADSTS700016\b|application with identifier .{0,80}was not found/i,
    cause: 'Microsoft Entra does not know this client ID in that tenant.',
    steps: [step('Check client ID and tenant ID.', 'clientId')],
  },
  {
    id: 'AADSTS90002',
    says: /AADSTS90002\b|tenant .{0,80}not found/i,
    cause: 'Microsoft Entra does not know the tenant.',
    steps: [step('Check the tenant ID.', 'clientId')],
  },
  {
    id: 'AADSTS500011',
    says: /AADSTS(500011|65001|70011)\b|resource principal .{0,120}not found|invalid_scope|invalid_resource/i,
    cause: 'Microsoft Entra does not know what the token is asked for: audience or scope is wrong.',
    steps: [step('Check the audience or scope.', 'scope')],
  },
  {
    id: 'AADSTS',
    says: /AADSTS\d{4,}/i,
    cause: 'Microsoft Entra refuses to issue a token.',
    steps: [
      step('Look the AADSTS code up in Microsoft’s error codes.'),
      step('Check the identity’s settings.', 'method'),
    ],
  },
  {
    id: 'identity-unavailable',
    says: /ManagedIdentityCredential|CredentialUnavailable|no managed identity endpoint|IMDS/i,
    cause: 'The pod could not get a token for its managed identity.',
    steps: [
      step('Check that the instance has secure settings and the identity assigned.'),
      step('See the pods.', 'pods'),
    ],
  },
  {
    id: 'token-audience',
    says: /invalid audience|InvalidAudience|audience.{0,60}(not accepted|mismatch|does not match|invalid)/i,
    cause: 'The broker does not accept a token for this audience.',
    steps: [step('Use an audience that the broker’s authentication lists.', 'audience')],
  },
  {
    id: 'token-expired',
    says: /token (has |is )?expired|ExpiredToken|TokenExpired|jwt expired|ExpiredSignature/i,
    cause: 'The token had expired when the broker saw it.',
    steps: [step('Check the clocks of the node and of the broker.'), step('See the pods.', 'pods')],
  },
]
