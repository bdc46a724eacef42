import { startPlant } from '../../e2e/plant.ts'
import { coldSeat, launch, slowed } from '../browser.ts'
import type { Figure, Line } from '../figure.ts'
import { spread } from '../spread.ts'
import { startList, startPlain } from '../start-up.ts'
import type { ListStart, StartUp } from '../start-up.ts'
import { serveNextAlone } from '../yardsticks/next-alone.ts'

const openings = 7

export const start: Figure = {
  name: 'start',
  about: 'how the endpoint list comes up on a modest machine and a thin line',
  measure: async () => {
    const plant = await startPlant()
    const alone = await serveNextAlone()
    const browser = await launch()
    try {
      const ours: ListStart[] = []
      const bare: StartUp[] = []
      for (let turn = 0; turn < openings; turn += 1) {
        const seat = await coldSeat(browser, slowed)
        ours.push(await startList(seat.page, `${plant.url}/${plant.instance}/endpoints`))
        await seat.close()
        const other = await coldSeat(browser, slowed)
        bare.push(await startPlain(other.page, alone.url))
        await other.close()
      }
      return [
        {
          title: `The endpoint list of a plant as it comes, cold cache, ${slowed.name}`,
          yardstick: 'a page with one button: Next.js and React in the same versions and nothing else',
          lines: lines(ours, bare),
        },
      ]
    } finally {
      await browser.close()
      await alone.stop()
      await plant.stop()
    }
  },
}

function lines(ours: ListStart[], bare: StartUp[]): Line[] {
  const both = (key: keyof StartUp, measure: string, goal: string): Line => ({
    measure,
    unit: 'ms',
    ours: spread(ours.map((one) => one[key])),
    yardstick: spread(bare.map((one) => one[key])),
    goal,
  })
  return [
    both('firstPaint', 'first contentful paint', 'at most 1,000 ms'),
    both('largestPaint', 'largest contentful paint', 'at most 1,300 ms'),
    { measure: 'first row painted', unit: 'ms', ours: spread(ours.map(({ firstRow }) => firstRow)) },
    { measure: 'usable and live', unit: 'ms', ours: spread(ours.map(({ wholeList }) => wholeList)) },
    both('blocked', 'blocking time until then', 'at most 150 ms'),
  ]
}
