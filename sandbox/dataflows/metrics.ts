import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ServiceType } from './plan.ts'

/** Everything that AIO's metrics know of a message's kind. */
const category = 'uncategorized'

const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]

/**
 * The counters of one dataflow pod, with the names and labels of Azure IoT Operations ("Metrics for dataflows"): they tell pods and
 * kinds of service apart, never endpoints or dataflows.
 */
export class PodMetrics {
  readonly registry = new Registry()
  #received = this.#source('messages_received', 'Messages taken from the source')
  #bytesReceived = this.#source('bytes_received', 'Bytes taken from the source')
  #busy = this.#source('messages_dropped_when_busy', 'Messages dropped because too many were waiting')
  #sent = this.#target('messages_sent', 'Messages that the target has taken')
  #bytesSent = this.#target('bytes_sent', 'Bytes that the target has taken')
  #retried = this.#target('messages_retried', 'Messages sent again after a connection was lost')
  #failed = this.#target('messages_dropped_processing_errors', 'Messages given up')
  #processing = new Histogram({
    name: 'aio_dataflow_processing_latency',
    help: 'Seconds from the source to the queue of the target',
    labelNames: ['source_service_type', 'category'],
    buckets: SECONDS,
    registers: [this.registry],
  })
  #upload = new Histogram({
    name: 'aio_dataflow_upload_latency',
    help: 'Seconds until the target had taken the message',
    labelNames: ['target_service_type', 'category', 'success'],
    buckets: SECONDS,
    registers: [this.registry],
  })
  #errors = new Counter({
    name: 'aio_dataflow_errors',
    help: 'Errors by the end at which they happened',
    labelNames: ['source_service_type', 'target_service_type', 'error_code'],
    registers: [this.registry],
  })

  received(service: ServiceType, bytes: number, seconds: number): void {
    const labels = { source_service_type: service, category }
    this.#received.inc(labels)
    this.#bytesReceived.inc(labels, bytes)
    this.#processing.observe(labels, seconds)
  }

  droppedWhenBusy(service: ServiceType): void {
    this.#busy.inc({ source_service_type: service, category })
  }

  sent(service: ServiceType, bytes: number, seconds: number): void {
    const labels = { target_service_type: service, category }
    this.#sent.inc(labels)
    this.#bytesSent.inc(labels, bytes)
    this.#upload.observe({ ...labels, success: 'true' }, seconds)
  }

  retried(service: ServiceType): void {
    this.#retried.inc({ target_service_type: service, category })
  }

  failed(service: ServiceType): void {
    this.#failed.inc({ target_service_type: service, category })
  }

  error(side: 'source' | 'destination', service: ServiceType | 'Other', code: string): void {
    const end = side === 'source' ? { source_service_type: service } : { target_service_type: service }
    this.#errors.inc({ ...end, error_code: code })
  }

  #source(name: string, help: string) {
    return new Counter({
      name: `aio_dataflow_${name}`,
      help,
      labelNames: ['source_service_type', 'category'],
      registers: [this.registry],
    })
  }

  #target(name: string, help: string) {
    return new Counter({
      name: `aio_dataflow_${name}`,
      help,
      labelNames: ['target_service_type', 'category'],
      registers: [this.registry],
    })
  }
}

/** What the operator counts. */
export class OperatorMetrics {
  readonly registry = new Registry()
  readonly reconcileErrors = new Counter({
    name: 'aio_dataflow_reconcile_errors',
    help: 'Writes that the API server refused',
    registers: [this.registry],
  })

  /** `active`: how many dataflows are enabled; asked when somebody reads the metrics. */
  constructor(active: () => number) {
    const gauge: Gauge = new Gauge({
      name: 'aio_dataflow_active_dataflows',
      help: 'Dataflows that are enabled',
      registers: [this.registry],
      collect: () => gauge.set(active()),
    })
  }
}
