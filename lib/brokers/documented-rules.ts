import { named } from '@/lib/core/named'

/*
 * What Microsoft's documentation asks of endpoints and the dataflows that use them: what the form warns of while somebody
 * types, and what the checks find in what is there. Said here once, in both places alike.
 */

/** The test that `az iot ops dataflow apply` makes for the rule of the local broker; no host at all means it too. */
export const countsAsLocalBroker = (host: string): boolean => host.trim() === '' || /aio-broker/i.test(host)

/** "Known issues": past this many a pod of the profile dies with *argument list too long*. */
export const mostDataflowsOfProfile = 70

const unique = (names: readonly string[]): string[] => [...new Set(names)]

/** "Create a data flow": one side of each data flow must be the local MQTT broker. */
export const needsLocalBroker = (dataflows: readonly string[]): string =>
  `A dataflow needs the local broker on one side: ${named(unique(dataflows))} has it on neither.`

/** Newer pages of Event Grid support retained messages, so it is advice and no refusal. */
export const mayRefuseRetained = (dataflows: readonly string[]): string =>
  `As a destination Event Grid may refuse retained messages: ${named(unique(dataflows))} would lose them.`

/** A profile with more than one instance subscribes through a shared subscription. */
export const needsOneInstance = (uses: readonly { dataflow: string; profile: string }[]): string =>
  `As a source Event Grid needs a profile with one instance: ${named(unique(uses.map(({ profile }) => profile)))} has more, so ${named(unique(uses.map(({ dataflow }) => dataflow)))} may not start.`

export const sameClientId = (endpoint: string, dataflows: readonly string[]): string =>
  `Through “${endpoint}” ${named(dataflows)} connects to the same broker under the same client ID: the two connections push each other off.`

export const caMissing = (configMap: string): string =>
  `There is no config map “${configMap}” with a certificate in it: dataflows will not trust the broker.`

/** Config maps are readable by far more people and programs than secrets are. */
export const keyInConfigMap = (configMap: string): string =>
  `A private key stands in the config map “${configMap}”, where it is no secret: take it out and replace it.`

/** Only synced secrets are known to browsers; a secret made by hand is as good. */
export const secretNotSynced = (secret: string): string =>
  `No synced secret is named “${secret}”. Unless a secret of that name was made by hand, the connection fails until there is one.`

/** `az iot ops dataflow apply` takes MQTT and Kafka as a source and nothing else. */
export const asSourceImpossible = (what: string, dataflows: readonly string[]): string =>
  `${what} can be a destination only: ${named(unique(dataflows))} has it as the source and cannot read from it.`

/** The same for storage: without a schema it does not know what to write ("Configure data flow endpoints for storage"). */
export const schemaNeeded = (dataflows: readonly string[]): string =>
  `This destination takes messages with a schema only: ${named(unique(dataflows))} gives them none.`

/** The run-time error of a Kafka source says so. */
export const consumerGroupNeeded = (dataflows: readonly string[]): string =>
  `As a source a Kafka endpoint needs a consumer group: without it ${named(unique(dataflows))} does not start.`
