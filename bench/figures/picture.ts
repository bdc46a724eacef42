import type { Browser } from '@playwright/test'
import type { Resource } from '../../e2e/cluster.ts'
import { freshness } from '../../e2e/form.ts'
import { startPlant } from '../../e2e/plant.ts'
import { coldSeat, launch, nodeCount, plain, slowed } from '../browser.ts'
import type { Profile } from '../browser.ts'
import type { Figure, Table } from '../figure.ts'
import { drawnAfter, watchPicture } from '../drawing.ts'
import { spread } from '../spread.ts'
import { serveBarePicture } from '../yardsticks/bare-picture.ts'
import { bridgeCells } from '../yardsticks/cells.ts'
import { open } from '../yardsticks/kubernetes.ts'

const bridges = 300
/** The plant brings a few itself. */
const own = 4
const openings = 7

export const picture: Figure = {
  name: 'picture',
  about: `the picture of ${bridges} bridges: how long from opening it until it is drawn`,
  measure: async () => {
    const generated = bridges - own
    const plant = await startPlant(generated, { dataflows: generated, states: true })
    const browser = await launch()
    try {
      const body = await open(plant.cluster, 'dataflows')
      const chunks: Buffer[] = []
      for await (const chunk of body) chunks.push(chunk as Buffer)
      const { items } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { items: Resource[] }
      const bare = await serveBarePicture(items.map(bridgeCells))
      const ours = `${plant.url}/${plant.instance}`
      const tables: Table[] = []
      for (const profile of [slowed, plain]) tables.push(await drawTable(browser, ours, bare.url, profile))
      await bare.stop()
      return tables
    } finally {
      await browser.close()
      await plant.stop()
    }
  },
}

async function drawTable(browser: Browser, ours: string, bare: string, profile: Profile): Promise<Table> {
  const times = { clicked: Array<number>(), bareClicked: Array<number>(), byUrl: Array<number>() }
  let elements = 0
  for (let turn = 0; turn < openings; turn += 1) {
    const first = await coldSeat(browser, profile)
    await first.page.goto(ours)
    await freshness(first.page).getByText('Live', { exact: true }).waitFor()
    // An operator does not switch in the very moment in which the page has come up.
    await first.page.waitForTimeout(1_000 * profile.cpu)
    times.clicked.push(await drawnAfter(first.page, bridges))
    elements = await nodeCount(first.page)
    await first.close()

    const other = await coldSeat(browser, profile)
    await other.page.goto(bare)
    times.bareClicked.push(await drawnAfter(other.page, bridges))
    await other.close()

    const third = await coldSeat(browser, profile)
    times.byUrl.push(await watchPicture(third.page, `${ours}?view=picture`, bridges))
    await third.close()
  }
  const isSlowed = profile.cpu > 1
  return {
    title: `The picture of ${bridges} bridges is drawn, cold cache, ${profile.name}`,
    yardstick: 'boxes, lines and signs at the same press by a bare script, nothing live, no pan or zoom',
    lines: [
      {
        measure: 'pressed until drawn, its code fetched meanwhile',
        unit: 'ms',
        ours: spread(times.clicked),
        yardstick: spread(times.bareClicked),
        ...(isSlowed && { goal: 'at most 1,500 ms' }),
      },
      { measure: 'opened by its URL until drawn', unit: 'ms', ours: spread(times.byUrl) },
      { measure: 'elements in the page', unit: 'count', ours: elements },
    ],
  }
}
