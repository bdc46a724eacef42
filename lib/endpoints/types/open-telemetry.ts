import { hostProblem } from '../checks/host'
import { method } from '../methods'
import { encryptionRules } from '../rules/encryption'
import { batchingFields } from './batching-fields'
import { fieldsOf } from './common-fields'
import { defineEndpointType, type Rule, type Verdict } from './define'

const fields = fieldsOf('openTelemetrySettings')

/** A scheme may stand before the host here, and only here. */
const scheme = /^(https?):\/\//i

const hostForm: Rule = {
  id: 'host-form',
  level: 'refusal',
  field: 'host',
  judge: ({ effective: { host = '' } }) => {
    const [before = ''] = scheme.exec(host) ?? []
    const rest = host.slice(before.length).replace(/\/$/, '')
    if (rest === '') return undefined
    const problem = hostProblem(rest, { port: 4317 })
    if (!problem) return undefined
    const { message, fix } = problem
    return {
      message,
      ...(fix ? { fix: { label: `Use ${before}${fix}`, values: { host: `${before}${fix}` } } } : {}),
    }
  },
}

const schemeAndTls: Rule = {
  id: 'scheme-and-tls',
  level: 'warning',
  field: 'host',
  judge: ({ effective: { host = '', tlsMode } }): Verdict | undefined => {
    const name = scheme.exec(host)?.[1]?.toLowerCase()
    if (name === undefined || (name === 'https') === (tlsMode === 'Enabled')) return undefined
    if (name === 'https') {
      return {
        message: 'https:// means encryption, and TLS is turned off.',
        fix: { label: 'Turn TLS on', values: { tlsMode: '' } },
      }
    }
    return {
      message: 'http:// means no encryption, and TLS is turned on.',
      fix: { label: 'Use https://', values: { host: host.replace(scheme, 'https://') } },
    }
  },
}

/** An OpenTelemetry collector ("Configure OpenTelemetry data flow endpoints"). */
export const openTelemetry = defineEndpointType({
  id: 'open-telemetry',
  label: 'Open Telemetry',
  sentence: 'An OpenTelemetry collector, for metrics and logs of dataflows.',
  icon: 'telemetry',
  endpointType: 'OpenTelemetry',
  settings: 'openTelemetrySettings',
  sides: ['destination'],
  address: 'host',
  claims: () => true,
  methods: [
    method(
      'ServiceAccountToken',
      'The collector checks a token that Kubernetes issues to the dataflow. Nothing to store.',
    ),
    method('X509Certificate', 'The collector checks a client certificate from a synced secret.'),
    method('Anonymous', 'Only for a collector without authentication.'),
  ],
  fields: [
    fields.host({
      control: { kind: 'text', placeholder: '<collector>:4317', spellcheck: false },
      hint: 'Name and port of the collector, as seen from the cluster. http:// or https:// may stand before it.',
    }),
    fields.method('How dataflows prove to the collector who they are.'),
    fields.serviceAudience({
      control: { kind: 'text', placeholder: 'Enter service audience', spellcheck: false },
      hint: 'The audience that the collector expects in the token.',
    }),
    fields.secret('X509Certificate', {
      credential: 'tls-certificate',
      hint: 'The Kubernetes secret of the type kubernetes.io/tls that holds tls.crt and tls.key. Intermediate certificates stand behind the client’s own in tls.crt.',
    }),
    fields.tlsMode({ hint: 'Off sends everything in clear, tokens included.' }),
    fields.caConfigMap({
      hint: 'The CA that issued the collector’s certificate, when it is a private or self-signed one. Left empty, public CAs are trusted.',
    }),
    ...batchingFields(fields.at),
  ],
  rules: [hostForm, schemeAndTls, ...encryptionRules],
  example: {
    name: 'plant-collector',
    values: {
      host: 'https://otel-collector.monitoring.svc:4317',
      method: 'X509Certificate',
      secretName: 'collector-client',
      caConfigMap: 'collector-ca',
      batchLatency: '5',
    },
  },
})
