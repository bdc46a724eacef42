import type { Pki } from '../cluster/pki.ts'
import type { Programs } from '../workloads/program.ts'
import { eventGrid } from './event-grid.ts'
import { localBroker } from './local.ts'
import { partnerBroker } from './partner.ts'
import { publisher } from './publisher.ts'

/** The brokers of the seeded plant, and what talks to them. They show certificates of the sandbox's authorities. */
export const brokerPrograms = (pki: Pki): Programs => ({
  'aio-broker': localBroker(pki),
  'partner-broker': partnerBroker(pki),
  'event-grid': eventGrid(pki),
  publisher,
})
