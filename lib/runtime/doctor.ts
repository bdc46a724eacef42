import type { Side, SideName } from './bridge'
import { stepsForCode } from './code-steps'
import { isKnownReason } from './reasons'
import { configurationSymptoms } from './symptoms/configuration'
import type { Place, Step, Symptom } from './symptoms/define'
import { mqttSymptoms } from './symptoms/mqtt'
import { networkSymptoms } from './symptoms/network'
import { serviceSymptoms } from './symptoms/services'
import { tlsSymptoms } from './symptoms/tls'
import { tokenSymptoms } from './symptoms/tokens'

/** What an action leads to; fields are those of the endpoint's form. */
export type Target =
  | { kind: 'endpoint-field'; endpoint: string; field: string }
  /** `byPortal`: no sync keeps it; the portal wrote it itself. */
  | { kind: 'secret'; name: string; byPortal?: true }
  | { kind: 'config-map'; name: string }
  | { kind: 'pods'; profile: string }
  | { kind: 'dataflow'; name: string }

export type Action = { text: string; target?: Target }

/** Cause → proof → what to do. */
export type Diagnosis = {
  cause: string
  /** What the portal goes by, word for word. */
  proof: readonly { label: string; text: string }[]
  actions: readonly Action[]
  /** `message`: the words of the report tell. `code`: only its code does, and the cause is as general. `none`: neither. */
  from: 'message' | 'code' | 'none'
  /** Which rows of the tables matched, for tests and for whoever reports a wrong diagnosis. */
  symptom?: string
}

/** What is known around a side. Rows of the endpoints feed fit; leave out what is not known. */
export type DoctorFacts = {
  dataflow: string
  profile: string
  endpoint?: { name: string; host: string; secrets?: readonly string[]; caConfigMap?: string }
}

/** In the order in which they are tried: what is most particular first. */
export const symptoms: readonly Symptom[] = [
  ...configurationSymptoms,
  ...tokenSymptoms,
  ...tlsSymptoms,
  ...serviceSymptoms,
  ...mqttSymptoms,
  ...networkSymptoms,
]

/** The first row whose words occur in a message; names of things are no words of it. */
export const symptomIn = (message: string, names: readonly string[] = []): Symptom | undefined => {
  const words = names.filter((name) => name.length > 2).reduce((text, name) => text.replaceAll(name, '…'), message)
  return symptoms.find(({ says }) => says.test(words))
}

/**
 * What ails one side of a bridge, how we know, and what to do; nothing for a side that is well, paused, or waits as it
 * should. What nobody reported is not guessed: then the card says what is known and where to look.
 */
export const diagnosis = (side: Side, sideName: SideName, facts: DoctorFacts): Diagnosis | undefined => {
  switch (side.state) {
    case 'connected':
    case 'paused':
    case 'waiting':
    case 'not-in-use':
      return undefined
    case 'pods-down':
      return podsDown(side, facts)
    case 'stale':
      return reporterSilent(side, facts)
    case 'affected':
      return elsewhere(side, sideName, facts)
    case 'unknown':
      return nothingKnown(side, facts)
    case 'degraded':
    case 'disconnected':
      return fault(side, sideName, facts)
  }
}

const proofOf = ({ reason, reportedAt }: Side): Diagnosis['proof'] => [
  ...(reason?.code ? [{ label: reportedAt === undefined ? 'Reason' : 'Reason code', text: reason.code }] : []),
  ...(reason?.message ? [{ label: 'Message', text: reason.message }] : []),
]

const pods = ({ profile }: DoctorFacts): Target => ({ kind: 'pods', profile })

const fault = (side: Side, sideName: SideName, facts: DoctorFacts): Diagnosis => {
  const { code = '', message = '', text = '' } = side.reason ?? {}
  const names = [side.endpoint, facts.endpoint?.host ?? '', facts.dataflow, ...side.topics]
  const symptom = symptomIn(message, names)
  if (symptom) {
    return {
      cause: symptom.cause,
      proof: proofOf(side),
      actions: symptom.steps.map((step) => actionOf(step, side, facts)),
      from: 'message',
      symptom: symptom.id,
    }
  }
  const known = code !== '' && isKnownReason(code)
  return {
    cause: text || `The ${sideName} is reported as failed, without a reason.`,
    proof: proofOf(side),
    actions: stepsForCode(code).map((step) => actionOf(step, side, facts)),
    from: known ? 'code' : 'none',
  }
}

const podReasons: Readonly<Record<string, string>> = {
  CrashLoopBackOff: 'The pod crashes again and again.',
  OOMKilled: 'The pod was killed because it used more memory than it may.',
  ImagePullBackOff: 'The pod’s image cannot be pulled.',
  ErrImagePull: 'The pod’s image cannot be pulled.',
  CreateContainerConfigError: 'The pod refers to a Secret or config map that is not there.',
  ContainerCreating: 'The pod is being started.',
  Evicted: 'The node evicted the pod because it ran short of something.',
}

const podsDown = (side: Side, facts: DoctorFacts): Diagnosis => {
  const { code = '', text = 'No pod of the profile is ready.' } = side.reason ?? {}
  // There are no pods to look at where there is no profile.
  if (side.source === 'spec') {
    const target: Target = { kind: 'dataflow', name: facts.dataflow }
    return {
      cause: text,
      proof: [{ label: 'Seen', text }],
      actions: [{ text: 'Name a profile that there is, or have one of this name made.', target }],
      from: 'none',
    }
  }
  const why = podReasons[code]
  // "Dataflows per profile" in Microsoft's known issues of Azure IoT Operations: past 70 the pod dies of its arguments.
  const tooMany = /argument list too long/i.test(side.reason?.message ?? '')
  return {
    cause: [text, tooMany ? 'The profile has too many dataflows for one pod.' : why].filter(Boolean).join(' '),
    proof: [{ label: 'Seen', text }, ...proofOf(side)],
    actions: [
      { text: 'Look at the pods and their events.', target: pods(facts) },
      ...(tooMany ? [{ text: 'Move dataflows to another profile.' }] : []),
      { text: 'Every dataflow of this profile is down with them: see which others there are.', target: pods(facts) },
    ],
    from: why || tooMany ? 'message' : 'none',
  }
}

const reporterSilent = (side: Side, facts: DoctorFacts): Diagnosis => ({
  cause: 'Nothing has been reported for more than 15 minutes, so nobody can tell how it stands now.',
  proof: [{ label: 'Last report', text: side.reason?.text ?? '' }, ...proofOf(side)],
  actions: [
    { text: 'See whether the pods of the profile are well.', target: pods(facts) },
    { text: 'See whether the dataflow operator runs: it writes the reports.' },
  ],
  from: 'none',
})

const elsewhere = (side: Side, sideName: SideName, facts: DoctorFacts): Diagnosis => {
  const other = sideName === 'source' ? 'destination' : 'source'
  return {
    cause: side.reason?.text ?? `The ${other} has failed.`,
    proof: proofOf(side),
    actions: [{ text: 'See the whole bridge.', target: { kind: 'dataflow', name: facts.dataflow } }],
    from: 'code',
  }
}

const nothingKnown = (side: Side, facts: DoctorFacts): Diagnosis => ({
  cause: side.reason?.text ?? 'Nothing is reported.',
  proof: proofOf(side),
  actions: [
    { text: 'See whether the pods of the profile are well.', target: pods(facts) },
    { text: 'Versions before 1.3 of Azure IoT Operations do not report health; see which one this is.' },
  ],
  from: 'none',
})

const actionOf = ({ text, at }: Step, side: Side, facts: DoctorFacts): Action => {
  const target = at && targetOf(at, side, facts)
  return { text, ...(target && { target }) }
}

const targetOf = (
  place: Place,
  { endpoint }: Side,
  { dataflow, profile, endpoint: fact }: DoctorFacts,
): Target | undefined => {
  const field = (name: string): Target | undefined =>
    endpoint === '' ? undefined : { kind: 'endpoint-field', endpoint, field: name }
  switch (place) {
    case 'pods':
      return { kind: 'pods', profile }
    case 'dataflow':
      return { kind: 'dataflow', name: dataflow }
    case 'secret': {
      const [name] = fact?.secrets ?? []
      return name === undefined ? field('secretName') : { kind: 'secret', name }
    }
    case 'config-map':
      return fact?.caConfigMap ? { kind: 'config-map', name: fact.caConfigMap } : field('caConfigMap')
    default:
      return field(place)
  }
}
