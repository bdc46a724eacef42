import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventRow } from './events'
import { podRow } from './pods'

const dataflows = { 'app.kubernetes.io/name': 'microsoft-iotoperations-dataflows' }
const broker = { 'app.kubernetes.io/name': 'microsoft-iotoperations-mqttbroker' }

describe('podRow', () => {
  it.each([
    ['aio-dataflow-default-0', {}, 'dataflow', 'default'],
    ['aio-dataflow-a-12', {}, 'dataflow', 'a'],
    ['aio-dataflow-a-b-0', {}, 'dataflow', 'a-b'],
    ['aio-dataflow-line-4-0', {}, 'dataflow', 'line-4'],
    ['aio-dataflow-operator-0', dataflows, 'operator', undefined],
    ['aio-wasm-graph-controller-0', {}, 'operator', undefined],
    ['aio-dataflow-admission-webhook-7', dataflows, 'other', undefined],
    ['aio-dataflow-admission-webhook-7d9f-x2x', dataflows, 'other', undefined],
    ['aio-dataflow-default-x', dataflows, 'other', undefined],
    ['aio-broker-frontend-0', {}, 'broker', undefined],
    ['whatever', broker, 'broker', undefined],
  ])('%s runs %s %s %s', (name, labels, role, profile) => {
    const row = podRow({ metadata: { name, labels } })
    expect([row?.role, row?.profile]).toEqual([role, profile])
  })

  it.each(['postgres-0', 'aio-opc-supervisor-0', 'my-aio-dataflow-default-0'])('leaves %s out', (name) => {
    expect(podRow({ metadata: { name } })).toBeNull()
  })

  it('takes readiness, restarts and why a container waits', () => {
    const status = {
      phase: 'Running',
      startTime: '2026-11-22T10:00:00Z',
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: '2026-11-22T11:00:00Z' }],
      containerStatuses: [
        {
          restartCount: 4,
          state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' } },
          lastState: { terminated: { reason: 'OOMKilled', message: '' } },
        },
        { restartCount: 1, state: { running: {} } },
      ],
    }
    expect(podRow({ metadata: { name: 'aio-dataflow-x-0' }, spec: { nodeName: 'edge-1' }, status })).toMatchObject({
      phase: 'Running',
      ready: false,
      readySince: Date.UTC(2026, 10, 22, 11),
      restarts: 5,
      reason: 'CrashLoopBackOff',
      message: 'Last ended with OOMKilled. back-off 40s',
      node: 'edge-1',
      startedAt: Date.UTC(2026, 10, 22, 10),
    })
  })

  it('does not count on a pod that is being ended, though its condition still says ready', () => {
    const metadata = { name: 'aio-dataflow-x-0', deletionTimestamp: '2026-11-22T11:00:00Z' }
    const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-11-22T10:00:00Z' }]
    expect(podRow({ metadata, status: { conditions } })).toMatchObject({ phase: 'Terminating', ready: false })
  })

  it('dates an end back by the grace that the pod was given', () => {
    const metadata = {
      name: 'aio-dataflow-x-0',
      deletionTimestamp: '2026-11-22T11:00:30Z',
      deletionGracePeriodSeconds: 30,
    }
    expect(podRow({ metadata })?.readySince).toBe(Date.UTC(2026, 10, 22, 11))
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (spec, status) => {
        const row = podRow({ metadata: { name: 'aio-dataflow-x-0' }, spec, status })
        expect(row?.restarts).toBeGreaterThanOrEqual(0)
        expect(podRow({ metadata: { name: 'aio-dataflow-x-0' }, status: { containerStatuses: status } })).not.toBeNull()
      }),
    )
  })
})

describe('eventRow', () => {
  const metadata = { name: 'e', resourceVersion: '1', creationTimestamp: '2026-11-22T09:00:00Z' }
  const involvedObject = { kind: 'Pod', name: 'aio-dataflow-x-0', uid: 'u' }

  it('reads events of older reporters', () => {
    const event = {
      metadata,
      involvedObject,
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off\nrestarting',
      count: 3,
      firstTimestamp: '2026-11-22T10:00:00Z',
      lastTimestamp: '2026-11-22T11:00:00Z',
      source: { component: 'kubelet' },
    }
    expect(eventRow(event)).toEqual({
      name: 'e',
      resourceVersion: '1',
      about: involvedObject,
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting',
      count: 3,
      firstAt: Date.UTC(2026, 10, 22, 10),
      lastAt: Date.UTC(2026, 10, 22, 11),
      by: 'kubelet',
    })
  })

  it('reads events of newer reporters', () => {
    const event = {
      metadata,
      involvedObject: { kind: 'Dataflow', name: 'up' },
      eventTime: '2026-11-22T10:00:00.000000Z',
      series: { count: 7, lastObservedTime: '2026-11-22T10:30:00.000000Z' },
      reportingComponent: 'dataflow-operator',
    }
    expect(eventRow(event)).toMatchObject({
      type: 'Normal',
      count: 7,
      firstAt: Date.UTC(2026, 10, 22, 10),
      lastAt: Date.UTC(2026, 10, 22, 10, 30),
      by: 'dataflow-operator',
    })
  })

  it('falls back to when the event was made', () => {
    expect(eventRow({ metadata, involvedObject })).toMatchObject({ count: 1, lastAt: Date.UTC(2026, 10, 22, 9) })
  })

  it('leaves out what is about something else', () => {
    expect(eventRow({ metadata, involvedObject: { kind: 'Job', name: 'x' } })).toBeNull()
    expect(eventRow({ metadata })).toBeNull()
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const row = eventRow({ metadata, involvedObject, series: value, count: value, source: value, message: value })
        expect(row?.count).toBeGreaterThanOrEqual(1)
        expect((row?.lastAt ?? 0) >= (row?.firstAt ?? 1)).toBe(true)
      }),
    )
  })
})
