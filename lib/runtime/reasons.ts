import type { SideName } from './bridge'
import type { Reason } from './state'

/**
 * Whom a reason code blames: one side, what happens `between` the sides, the local `broker` that nearly all bridges share,
 * or `nobody` where the code does not tell.
 */
export type Blame = SideName | 'between' | 'broker' | 'nobody'

type Row = { blames: Blame; text: string }

const source = (text: string): Row => ({ blames: 'source', text })
const destination = (text: string): Row => ({ blames: 'destination', text })
const between = (text: string): Row => ({ blames: 'between', text })
const broker = (text: string): Row => ({ blames: 'broker', text })

/**
 * Reason codes as of "Health status reason codes" in Microsoft's documentation of Azure IoT Operations, and what they mean
 * to an operator. A new code is one row; one that is not here is read by its form.
 */
export const reasonRows: Readonly<Record<string, Row>> = {
  DataflowMqttSourceConnectionFailed: source('Cannot connect to the source broker.'),
  DataflowMqttSourceConfigurationError: source('The settings of the source are refused.'),
  DataflowMqttSourceSubscriptionFailed: source('Connected to the source broker, but it refuses the subscription.'),
  DataflowSourceDisconnected: source('The connection to the source is lost.'),
  DataflowKafkaSourceConnectionFailed: source('Cannot connect to the source’s Kafka broker.'),

  DataflowMqttTargetConnectionFailed: destination('Cannot connect or sign in to the destination broker.'),
  DataflowMqttTargetConfigurationError: destination('The settings of the destination are refused.'),
  DataflowKafkaTargetConnectionFailed: destination('Cannot connect to the destination’s Kafka broker.'),
  DataflowKafkaTargetConfigurationError: destination('The settings of the Kafka destination are refused.'),
  DataflowKafkaTargetSendFailed: destination('The destination’s Kafka broker does not take the messages.'),
  DataflowKafkaTargetEndpointUnreachable: destination('The destination’s Kafka broker cannot be reached.'),
  DataflowAdxTargetAuthenticationFailed: destination('Azure Data Explorer refuses the sign-in.'),
  DataflowAdxTargetConfigurationError: destination('The settings of the Azure Data Explorer destination are refused.'),
  DataflowAdxTargetSendFailed: destination('Azure Data Explorer does not take the data.'),
  DataflowObjectStoreTargetAuthenticationFailed: destination('The storage account refuses the sign-in.'),
  DataflowObjectStoreTargetConfigurationError: destination('The settings of the storage destination are refused.'),
  DataflowObjectStoreTargetSendFailed: destination('The storage account does not take the data.'),
  DataflowDeltaLakeTargetConnectionTimeout: destination('The lakehouse does not answer in time.'),
  DataflowDeltaLakeTargetAuthenticationFailed: destination('The lakehouse refuses the sign-in.'),
  DataflowDeltaLakeTargetConfigurationError: destination('The settings of the lakehouse destination are refused.'),
  DataflowDeltaLakeTargetSendFailed: destination('The lakehouse does not take the data.'),
  DataflowOtelTargetConfigurationError: destination('The settings of the OpenTelemetry destination are refused.'),
  DataflowOtelTargetProcessingError: destination('The data cannot be turned into OpenTelemetry.'),
  DataflowOtelTargetSendFailed: destination('The OpenTelemetry collector does not take the data.'),

  DataflowTransformSourceSchemaRetrievalFailed: between('The schema of the incoming data cannot be fetched.'),
  DataflowTransformTargetSchemaRetrievalFailed: between('The schema of the outgoing data cannot be fetched.'),
  DataflowTransformConfigurationFailed: between('The settings of the transformation are refused.'),
  DataflowTransformEnrichDataFailed: between('The data cannot be enriched.'),
  DataflowTransformSourceChannelClosed: between('The transformation gets no more data from inside the dataflow.'),
  DataflowTransformMapperFailed: between('The transformation failed.'),

  DataflowGraphModuleDownloadFailed: between('A module of the graph cannot be fetched from its registry.'),
  DataflowGraphModuleDownloadTimeout: between('A module of the graph did not arrive from its registry in time.'),
  DataflowGraphModuleDownloadChannelClosed: between('The download of a module of the graph broke off.'),
  DataflowGraphInstantiationFailed: between('A module of the graph does not start.'),
  DataflowGraphConfigurationFailed: between('The settings of the graph are refused.'),
  DataflowGraphSinkChannelClosed: between('The graph cannot hand its results on inside the dataflow.'),
  DataflowGraphOutputSendFailed: between('The graph cannot hand a result on.'),
  DataflowGraphProcessingFailed: between('A module of the graph failed on a message.'),
  DataflowGraphSourceChannelClosed: between('The graph gets no more data from inside the dataflow.'),
  DataflowGraphSourceSchemaRetrievalFailed: between('The schema of the graph’s input cannot be fetched.'),
  DataflowGraphNoInputHandle: between('The graph has no input.'),
  DataflowGraphModuleRuntimeFault: between('A module of the graph crashed.'),

  BrokerReplicaFailed: broker('A replica of the local broker failed.'),
  BrokerPartitionFailed: broker('A partition of the local broker failed.'),
  BrokerProbeFailed: broker('The local broker fails its own probe.'),
}

const byLowerCase = new Map(Object.entries(reasonRows).map(([code, row]) => [code.toLowerCase(), row]))

/** The codes that are listed, for documentation and tests. */
export const knownReasonCodes = Object.keys(reasonRows)

export const isKnownReason = (code: string): boolean => byLowerCase.has(code.toLowerCase())

/**
 * Whom a code blames. One that is not listed is read by its form: `Source` or `Target` right before the fault names the
 * side, as in every listed code; inside of a transformation or a graph they mean its own input and output.
 */
export const blameOf = (code: string): Blame => {
  const row = byLowerCase.get(code.toLowerCase())
  if (row) return row.blames
  if (/^Dataflow(Transform|Graph)/.test(code)) return 'between'
  if (/^Broker[A-Z]/.test(code)) return 'broker'
  const [, side] = /^Dataflow\w*(Source|Target)(?!Schema|Channel)[A-Z]\w*$/.exec(code) ?? []
  return side === 'Source' ? 'source' : side === 'Target' ? 'destination' : 'nobody'
}

const byBlame: Record<Blame, string> = {
  source: 'The source has a fault that this portal has no words for.',
  destination: 'The destination has a fault that this portal has no words for.',
  between: 'What happens between the sides has a fault that this portal has no words for.',
  broker: 'The local broker has a fault that this portal has no words for.',
  nobody: 'A fault is reported that names no side.',
}

/** A reported code in plain words, with code and message as they came. */
export const reasonOf = (code: string | undefined, message: string | undefined): Reason => ({
  ...(code && { code }),
  text: code ? (byLowerCase.get(code.toLowerCase())?.text ?? byBlame[blameOf(code)]) : 'No reason is reported.',
  ...(message && { message }),
})
