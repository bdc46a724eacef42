import type { Browser, Page } from '@playwright/test'
import type { Cluster, Resource } from '../../e2e/cluster.ts'
import { freshness, row } from '../../e2e/form.ts'
import { startPlant } from '../../e2e/plant.ts'
import { bridgeRow } from '../../e2e/runtime.ts'
import { coldSeat, launch, plain } from '../browser.ts'
import type { Figure, Line, Table } from '../figure.ts'
import { changesToGlass } from '../glass.ts'
import type { Change } from '../glass.ts'
import { beyond, spread } from '../spread.ts'
import { bareClient } from '../yardsticks/kubernetes.ts'
import type { Plural } from '../yardsticks/kubernetes.ts'

const tries = 100
const sizes = [0, 10_000]

/** Sorts to the top by name, so that it is in sight however long the list is. */
const name = 'a-watched-one'

export const glass: Figure = {
  name: 'glass',
  about: 'a change or a report that the API server took, until it stands in an open browser',
  measure: async () => {
    const browser = await launch()
    try {
      const tables: Table[] = []
      for (const size of sizes) tables.push(await clusterToGlass(browser, size))
      return tables
    } finally {
      await browser.close()
    }
  },
}

async function clusterToGlass(browser: Browser, size: number): Promise<Table> {
  const plant = await startPlant(size, { dataflows: size, states: true })
  try {
    await plant.cluster.createMqtt(name)
    await plant.cluster.createDataflow(name, 'default', name)
    const lines: Line[] = []
    for (const screen of screens) {
      const { page, close } = await coldSeat(browser, plain)
      await page.goto(`${plant.url}/${plant.instance}${screen.path}`)
      await freshness(page).getByText('Live', { exact: true }).waitFor()
      await screen.row(page).waitFor()
      const { painted, heard } = await changesToGlass(page, plant.cluster, {
        plural: screen.plural,
        name,
        column: 2,
        changes: screen.changes(plant.cluster),
      })
      await close()
      lines.push(
        {
          measure: screen.measure,
          unit: 'ms',
          ours: spread(painted),
          yardstick: spread(heard),
          goal: 'p95 at most 150 ms',
        },
        { measure: '  more than the bare watch', unit: 'ms', ours: beyond(painted, heard), goal: 'p95 at most 50 ms' },
      )
    }
    return {
      title: `From the cluster to the glass, ${size === 0 ? 'a plant as it comes' : `${size.toLocaleString('en')} endpoints, as many bridges`}`,
      yardstick: 'a bare watch client that parses the line',
      lines,
    }
  } finally {
    await plant.stop()
  }
}

type Screen = {
  measure: string
  path: string
  plural: Plural
  row: (page: Page) => ReturnType<Page['getByRole']>
  changes: (cluster: Cluster) => Change[]
}

const screens: readonly Screen[] = [
  {
    measure: 'host of an endpoint written until seen in the list',
    path: '/endpoints',
    plural: 'dataflowendpoints',
    row: (page) => row(page, name),
    changes: (cluster) => {
      const client = bareClient(cluster)
      return turns((turn) => {
        const host = `broker-${turn}.example.net:8883`
        return { write: () => client.patch(name, { spec: { mqttSettings: { host } } }), shows: host }
      })
    },
  },
  {
    measure: 'report on a bridge written until seen on the Runtime overview',
    // Worst first, a bridge that fails and recovers would leave the screen among thousands.
    path: '?sort=name',
    plural: 'dataflows',
    row: (page) => bridgeRow(page, name),
    changes: (cluster) => {
      const client = bareClient(cluster)
      return turns((turn) => {
        const failed = turn % 2 === 0
        return { write: () => client.report(name, health(failed)), shows: failed ? 'Disconnected' : 'Connected' }
      })
    },
  },
]

const turns = (make: (turn: number) => { write: () => Promise<Resource>; shows: string }): Change[] =>
  Array.from({ length: tries }, (_, turn) => make(turn))

/** A destination that fails and recovers, as its controller reports it. */
const health = (failed: boolean): object => {
  const now = new Date().toISOString()
  return {
    status: failed ? 'Unavailable' : 'Available',
    reasonCode: failed ? 'DataflowMqttTargetConnectionFailed' : null,
    lastTransitionTime: now,
    lastUpdateTime: now,
  }
}
