import { logLevel } from 'kafkajs';
import { isPassing, logThrough } from './kafka-client';

const LOADING = 'The coordinator is loading and hence can\'t process requests for this group';

function recorder() {
  const lines: [level: string, event: unknown, text: unknown][] = [];
  const at = (level: string) => (facts: object) => {
    const { event, text } = facts as { event?: unknown; text?: unknown };
    lines.push([level, event, text]);
  };
  return { lines, log: { info: at('info'), warn: at('warn'), error: at('error') } };
}
const entry = (message: string, error?: string) => ({ timestamp: '', message, ...(error === undefined ? {} : { error }) });
const say = (log: ReturnType<ReturnType<typeof logThrough>>, level: logLevel, message: string, error?: string) => log({ namespace: 'Connection', level, label: '', log: entry(message, error) });

it.each([
  ['Response InitProducerId(key: 22, version: 1)', LOADING, true],
  ['Response GroupCoordinator(key: 10, version: 2)', 'The group coordinator is not available', true],
  ['Response Metadata(key: 3, version: 6)', 'There is no leader for this topic-partition as we are in the middle of a leadership election', true],
  ['Response Produce(key: 0, version: 7)', 'This server is not the leader for that topic-partition', true],
  ['Response Produce(key: 0, version: 7)', 'The broker received an out of order sequence number', false],
  ['Connection error: connect ECONNREFUSED 127.0.0.1:9092', undefined, false],
  ['Crash: KafkaJSNumberOfRetriesExceeded', LOADING, false],
])('%s, %s: passing is %p', (message, error, passing) => expect(isPassing({ message, error })).toBe(passing));

it('a state that passes is a warning, said once; a real error stays an error, every time', () => {
  const { lines, log } = recorder();
  const write = logThrough(log)(logLevel.WARN);
  for (let n = 0; n < 3; n += 1) say(write, logLevel.ERROR, 'Response InitProducerId(key: 22, version: 1)', LOADING);
  for (let n = 0; n < 2; n += 1) say(write, logLevel.ERROR, 'Connection error: connect ECONNREFUSED');
  say(write, logLevel.WARN, 'Limiting retries for the idempotent producer may invalidate EoS guarantees');
  say(write, logLevel.INFO, 'Consumer has joined the group');
  expect(lines).toEqual([
    ['warn', 'kafkajs-passing', 'Response InitProducerId(key: 22, version: 1)'],
    ['error', 'kafkajs', 'Connection error: connect ECONNREFUSED'], ['error', 'kafkajs', 'Connection error: connect ECONNREFUSED'],
    ['info', 'kafkajs', 'Consumer has joined the group'],
  ]);
});
