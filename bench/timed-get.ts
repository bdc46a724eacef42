import { Agent, request } from 'node:http'

/** Gets a page again and again over one connection, as a browser asks for it; milliseconds to its first and last byte. */
export async function timedGet(url: string, tries: number): Promise<{ first: number[]; last: number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times = { first: Array<number>(), last: Array<number>() }
  for (let at = -warmUps; at < tries; at += 1) {
    const { first, last } = await once(url, agent)
    if (at < 0) continue
    times.first.push(first)
    times.last.push(last)
  }
  agent.destroy()
  return times
}

/** The first few meet a server that has not compiled its own code yet. */
const warmUps = 10

function once(url: string, agent: Agent): Promise<{ first: number; last: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const get = request(url, { agent, headers: { accept: 'text/html', 'accept-encoding': 'gzip' } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`${url} answered ${answer.statusCode}`))
      let first = 0
      answer.on('data', () => (first ||= performance.now() - started))
      answer.once('end', () => resolve({ first, last: performance.now() - started }))
    })
    get.once('error', reject).end()
  })
}
