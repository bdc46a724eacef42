import { step, type Symptom } from './define'

/** A code as reports write it: `CONNACK 5`, `connack return code: 5`, `CONNACK reason code 0x87`, `SUBACK [128]`. */
const coded = (packet: string, codes: readonly number[], words = ''): RegExp => {
  const forms = codes.flatMap((code) => [String(code), `0x0*${code.toString(16)}`]).join('|')
  const by = `\\b${packet}\\b(?:[\\s:=,[(]|packet|failed|with|return|reason|code|rc)*(?:${forms})(?![\\da-fx.])`
  return new RegExp(words ? `${by}|${words}` : by, 'i')
}

const chooseMethod = step('Check authentication method and credentials.', 'method')
const checkCredential = step('Check the credential itself.', 'secret')
const ask = step('Look at the broker’s log at that time.')

/**
 * CONNACK return codes of "MQTT Version 3.1.1" (3.2.2.3) and reason codes of "MQTT Version 5.0" (3.2.2.2), which are 128
 * and above, each by number and by the names that libraries give it.
 */
const connack: readonly Symptom[] = [
  {
    id: 'CONNACK unsupported protocol version',
    says: coded(
      'connack',
      [1, 132],
      'unacceptable protocol version|UnsupportedProtocolVersion|unsupported protocol version',
    ),
    cause: 'The broker does not speak the version of MQTT that dataflows use.',
    steps: [step('Check that the host is an MQTT broker that knows MQTT 5 or 3.1.1.', 'host')],
  },
  {
    id: 'CONNACK client identifier',
    says: coded(
      'connack',
      [2, 133],
      'identifier rejected|ClientIdentifierNotValid|client identifier not valid|refuses the client ID',
    ),
    cause: 'The broker refuses the client ID.',
    steps: [
      step(
        'Choose another client ID prefix; a broker may limit length and characters, or tie it to the certificate.',
        'clientIdPrefix',
      ),
    ],
  },
  {
    id: 'CONNACK server unavailable',
    says: coded(
      'connack',
      [3, 136],
      'refused: server unavailable|ServerUnavailable|server unavailable|service unavailable',
    ),
    cause: 'The broker is there and does not take connections now.',
    steps: [ask, step('Check the broker’s pods or its service health.')],
  },
  {
    id: 'CONNACK bad user name or password',
    says: coded('connack', [4, 134], 'bad user ?name or password|BadUserNameOrPassword|BadUsernameOrPassword'),
    cause: 'The broker does not accept the credential.',
    steps: [chooseMethod, checkCredential],
  },
  {
    id: 'CONNACK not authorized',
    says: coded('connack', [5, 135], 'refused: not authori[sz]ed|connection refused:? not authori[sz]ed'),
    cause: 'The broker knows who is there and does not let it in, or does not know it at all.',
    steps: [
      step('Have this client registered and given the right to connect at the broker.'),
      chooseMethod,
      checkCredential,
    ],
  },
  {
    id: 'CONNACK server busy',
    says: coded('connack', [137], 'ServerBusy|server busy'),
    cause: 'The broker is too busy to take the connection.',
    steps: [ask],
  },
  {
    id: 'CONNACK banned',
    says: coded('connack', [138], '\\bbanned\\b'),
    cause: 'The broker has banned this client.',
    steps: [step('Ask whoever runs the broker to lift the ban.')],
  },
  {
    id: 'CONNACK bad authentication method',
    says: coded('connack', [140], 'BadAuthenticationMethod|bad authentication method'),
    cause: 'The broker does not know this way of signing in.',
    steps: [
      step(
        'Choose a method that the broker knows; service account tokens work with brokers of Azure IoT Operations only.',
        'method',
      ),
    ],
  },
  {
    id: 'CONNACK quota exceeded',
    says: coded('connack', [151], 'connack.{0,40}quota exceeded'),
    cause: 'The broker has no more connections or sessions for this client.',
    steps: [
      step(
        'Raise the number of sessions per client at the broker; Event Grid needs at least 3 per authentication name.',
      ),
      step('Or give each instance its own prefix.', 'clientIdPrefix'),
    ],
  },
  {
    id: 'CONNACK connection rate exceeded',
    says: coded('connack', [159], 'ConnectionRateExceeded|connection rate exceeded'),
    cause: 'Too many connections were opened in a short time.',
    steps: [step('Look for a pod that restarts again and again.', 'pods')],
  },
  {
    id: 'CONNACK use another server',
    says: coded('connack', [156, 157], 'UseAnotherServer|ServerMoved|use another server|server moved'),
    cause: 'The broker says that clients are to use another server.',
    steps: [step('Set the host that the broker has moved to.', 'host')],
  },
  {
    id: 'CONNACK retain not supported',
    says: coded(
      '(?:connack|puback|disconnect)',
      [154],
      'RetainNotSupported|retain(ed messages?)? (is |are )?not supported',
    ),
    cause: 'The broker takes no retained messages.',
    steps: [step('Set Retain to Never.', 'retain')],
  },
  {
    id: 'CONNACK QoS not supported',
    says: coded('(?:connack|puback|disconnect)', [155], 'QoSNotSupported|qos not supported'),
    cause: 'The broker does not know this quality of service.',
    steps: [step('Use the other quality of service.', 'qos')],
  },
  {
    id: 'CONNACK packet too large',
    says: coded('(?:connack|puback|disconnect)', [149], 'PacketTooLarge|packet too large|message too large'),
    cause: 'A message is larger than the broker takes.',
    steps: [step('Send smaller messages, or raise the broker’s limit.')],
  },
  {
    id: 'CONNACK malformed or refused',
    says: coded('connack', [128, 129, 130, 131]),
    cause: 'The broker refuses the connection and does not say exactly why.',
    steps: [
      ask,
      step('Check keep alive, session expiry and messages in flight against the broker’s limits.', 'sessionExpiry'),
    ],
  },
]

/** SUBACK codes: 128 is all that 3.1.1 has (3.9.3); 5.0 tells them apart (3.9.3). */
const suback: readonly Symptom[] = [
  {
    id: 'SUBACK not authorized',
    says: coded('suback', [135]),
    cause: 'This client may connect, and may not subscribe to that topic.',
    steps: [
      step('Give it the right to subscribe at the broker.'),
      step('Check the topics of the dataflow.', 'dataflow'),
    ],
  },
  {
    id: 'SUBACK topic filter invalid',
    says: coded('suback', [143], 'TopicFilterInvalid|topic filter invalid'),
    cause: 'The broker does not accept this form of topic filter.',
    steps: [step('Check the topics of the dataflow.', 'dataflow')],
  },
  {
    id: 'SUBACK quota exceeded',
    says: coded('suback', [151], 'suback.{0,40}quota exceeded'),
    cause: 'The broker allows no more subscriptions.',
    steps: [step('Use fewer topic filters.', 'dataflow')],
  },
  {
    id: 'SUBACK shared subscriptions not supported',
    says: coded('suback', [158], 'SharedSubscriptionsNotSupported|shared subscriptions? (is |are )?not supported'),
    cause: 'The broker has no shared subscriptions, which a profile with more than one instance needs.',
    steps: [step('Run this dataflow in a profile with one instance.', 'pods')],
  },
  {
    id: 'SUBACK wildcards not supported',
    says: coded('suback', [162], 'WildcardSubscriptionsNotSupported|wildcard subscriptions? (is |are )?not supported'),
    cause: 'The broker takes no topic filters with + or #.',
    steps: [step('Name plain topics.', 'dataflow')],
  },
  {
    id: 'SUBACK refused',
    says: coded('suback', [128, 131], 'refuses the subscription|subscription (was )?(refused|rejected|denied)'),
    cause: 'The broker refuses the subscription: a right is missing, or the topic does not fit.',
    steps: [
      step('Give this client the right to subscribe at the broker.'),
      step('Check the topics of the dataflow.', 'dataflow'),
    ],
  },
]

/** What brokers say later, in DISCONNECT and PUBACK ("MQTT Version 5.0", 3.14.2 and 3.4.2), and when they say nothing. */
const later: readonly Symptom[] = [
  {
    id: 'DISCONNECT session taken over',
    says: coded('disconnect', [142], 'SessionTakenOver|session taken over'),
    cause: 'Another client came with the same client ID, and the broker let go of this one.',
    steps: [step('Give each instance its own client ID prefix.', 'clientIdPrefix')],
  },
  {
    id: 'DISCONNECT keep alive timeout',
    says: coded('disconnect', [141], 'KeepAliveTimeout|keep ?alive timeout'),
    cause: 'The broker heard nothing for longer than the keep alive.',
    steps: [step('Check the network, or lengthen the keep alive.', 'keepAlive')],
  },
  {
    id: 'DISCONNECT receive maximum exceeded',
    says: coded('disconnect', [147], 'ReceiveMaximumExceeded|receive maximum exceeded'),
    cause: 'More messages were in flight than the broker allows.',
    steps: [step('Lower the number of messages in flight.', 'maxInflight')],
  },
  {
    id: 'DISCONNECT server shutting down',
    says: coded('disconnect', [139], 'ServerShuttingDown|server shutting down'),
    cause: 'The broker was shut down.',
    steps: [step('Wait for it to come back, and look at its pods if it does not.')],
  },
  {
    id: 'DISCONNECT administrative action',
    says: coded('disconnect', [152], 'AdministrativeAction|administrative action'),
    cause: 'Somebody ended the connection at the broker.',
    steps: [ask],
  },
  {
    id: 'PUBACK not authorized',
    says: coded('puback', [135], 'publish.{0,60}not authori[sz]ed|not authori[sz]ed to publish'),
    cause: 'This client may connect, and may not publish to that topic.',
    steps: [step('Give it the right to publish at the broker.'), step('Check the destination topic.', 'dataflow')],
  },
  {
    id: 'PUBACK quota exceeded',
    says: coded('puback', [151], '\\bQuotaExceeded\\b|quota exceeded'),
    cause: 'The broker takes no more messages from this client for now.',
    steps: [step('Send less, or raise the limit at the broker.')],
  },
  {
    id: 'not authorized',
    says: /\bNotAuthori[sz]ed\b|\bnot authori[sz]ed\b|does not authori[sz]e this client|authori[sz]ation failed|\b0x87\b/i,
    cause: 'The broker does not give this client the right to do what the dataflow needs.',
    steps: [step('Give it the right to connect, subscribe or publish at the broker.'), chooseMethod],
  },
  {
    id: 'MQTT no answer',
    says: /\bMQTT TIMEOUT\b|broker (does not answer|stopped answering)|ping(resp)? timeout|connack timeout/i,
    cause: 'The connection stands, and the broker does not answer over it.',
    steps: [step('Check that this port speaks MQTT.', 'host'), ask],
  },
  {
    id: 'MQTT closed',
    says: /\bMQTT CLOSED\b|broker closed the connection|connection (was )?closed( by peer| by the (remote|broker))?/i,
    cause: 'The broker closed the connection without giving a reason.',
    steps: [ask, step('Look for another client with the same client ID.', 'clientIdPrefix')],
  },
]

/** What the Kafka library of dataflows says. */
const kafka: readonly Symptom[] = [
  {
    id: 'AllBrokersDown',
    says: /AllBrokersDown|all brokers (are )?down/i,
    cause: 'No Kafka broker can be reached, or nothing has come for minutes: often a wrong topic.',
    steps: [step('Check the topics of the dataflow.', 'dataflow'), step('Check the host.', 'host')],
  },
  {
    id: 'SASL',
    says: /sasl.{0,60}(fail|error|denied|invalid)|SaslAuthenticationFailed/i,
    cause: 'The Kafka broker does not accept the credential.',
    steps: [checkCredential, chooseMethod],
  },
  {
    id: 'UnknownTopic',
    says: /UnknownTopic|unknown topic or partition|UNKNOWN_TOPIC/i,
    cause: 'The Kafka broker has no such topic.',
    steps: [step('Check the topics of the dataflow.', 'dataflow')],
  },
]

export const mqttSymptoms: readonly Symptom[] = [...connack, ...suback, ...kafka, ...later]
