import { topicFilterProblem, topicProblem } from '@/lib/dataflows/topics'
import type { TestOptions } from './inputs'

/** What is wrong with the topics of a test, by option: the browser's half of what the handler refuses. */
export const optionProblems = ({ subscribe, publish }: TestOptions): Partial<Record<keyof TestOptions, string>> => {
  const filter = subscribe === undefined ? undefined : topicFilterProblem(subscribe)
  const topic = publish === undefined ? undefined : messageTopicProblem(publish)
  return { ...(filter && { subscribe: filter }), ...(topic && { publish: topic }) }
}

/** A test has nothing that a variable could stand for, and what begins with $ is the broker's ("MQTT Version 5.0", 4.7.2). */
const messageTopicProblem = (topic: string): string | undefined => {
  if (topic.startsWith('$')) return 'Topics that begin with $ are the broker’s own.'
  if (topic.includes('${')) return 'Write the topic out: in a test there is nothing that a variable could stand for.'
  return topicProblem(topic)
}
