import { afterAll, beforeAll, expect, test } from 'vitest'
import { pathOf } from '../client/connection.ts'
import { programs } from '../programs.ts'
import { timestamp } from './health.ts'
import { namespace, TestPlant } from '../workloads/test-plant.ts'
import { Line, plainly, startEar, WAIT, type Ear } from './test-line.ts'
import { DATAFLOWS } from './types.ts'

let plant: TestPlant
let line: Line
let ear: Ear

beforeAll(async () => {
  // A refresh would come after ten minutes only: what is written meanwhile is news.
  const timing = { collectMs: 10, refreshMs: 600_000, pollMs: 0 }
  plant = await TestPlant.start((pki) => programs(pki, timing))
  line = new Line(plant)
  ear = await startEar()
  await line.endpoint('ear', plainly(ear.host))
})

afterAll(async () => {
  await plant.stop()
  await ear.broker.stop()
})

test('a dataflow that is resumed is reported on at once, though it is as it was', async () => {
  await line.dataflow('resumed', { from: 'ear', to: 'ear' })
  await line.works('resumed')
  await line.changeDataflow('resumed', { mode: 'Disabled' })
  await expect.poll(() => ear.clients(), WAIT).toEqual([])
  // Times are told in seconds: a report of a minute ago can be told from the next.
  const lastUpdateTime = timestamp(Date.now() - 60_000)
  await plant.send({
    method: 'PATCH',
    path: pathOf(DATAFLOWS, namespace, 'resumed', 'status'),
    body: { status: { healthState: { lastUpdateTime } } },
    contentType: 'application/merge-patch+json',
  })
  const resumedAt = Math.floor(Date.now() / 1_000) * 1_000
  await line.changeDataflow('resumed', { mode: 'Enabled' })
  await expect
    .poll(async () => Date.parse((await line.health('resumed'))?.lastUpdateTime ?? ''), WAIT)
    .toBeGreaterThanOrEqual(resumedAt)
  expect(await line.health('resumed')).toMatchObject({ status: 'Available' })
})
