/** Kafka in KRaft mode, broker and controller in one JVM, from the jars that deploy/local/pom.xml names. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cached } from './cache.mjs';
import { java, maven, pomProperty } from './java.mjs';
import { Managed } from './managed.mjs';
import { inRoot } from './paths.mjs';
import { until } from './wait.mjs';

const HEAP = ['-Xms128m', '-Xmx512m'];

/** @param {import('./postgres.mjs').InfraContext} context */
export async function startKafka({ group, dataDir, ports, secrets, logFile, reportFor, started }) {
  const log = logFile('kafka');
  const libs = await kafkaLibs({ group, logFile });
  const folder = path.join(dataDir, 'kafka');
  const config = path.join(folder, 'server.properties');
  const logs = path.join(folder, 'logs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(config, serverProperties(ports, logs));

  const jvm = [...HEAP, `-Dlog4j2.configurationFile=${inRoot('deploy/local/kafka/log4j2.properties')}`, '-cp', `${libs}/*`];
  if (!existsSync(path.join(logs, 'meta.properties'))) {
    // With a sign of equality: one id of sixty-four begins with a dash, and would be taken for an option of its own.
    const format = ['kafka.tools.StorageTool', 'format', '--standalone', '--ignore-formatted', `--cluster-id=${secrets.kafkaClusterId}`, '--config', config];
    await group.run({ name: 'kafka format', command: java(), args: [...jvm, ...format], logFile: log });
  }

  const brokers = `127.0.0.1:${ports.kafka}`;
  const broker = new Managed('kafka', group, {
    spec: { name: 'kafka', command: java(), args: [...jvm, 'kafka.Kafka', config], logFile: log, graceMs: 20_000 },
    ready: (child) => until(() => answersMetadata(brokers), { what: 'Kafka', withinMs: 90_000, orWhen: child.exited }),
    restart: true,
    report: reportFor?.('kafka'),
  });
  started?.(broker);
  await broker.start();
  return Object.assign(broker, { brokers });
}

/** @param {Pick<import('./postgres.mjs').InfraContext, 'group' | 'logFile'>} context */
export function kafkaLibs({ group, logFile }) {
  const key = `kafka-${pomProperty('kafka.version')}-log4j-${pomProperty('log4j.version')}`;
  return cached(key, (folder) => maven({ group, profile: 'kafka', folder, logFile: logFile('maven-kafka') })).then((folder) => path.join(folder, 'libs'));
}

/**
 * A broker that accepts connections may still refuse work; one that answers for its topics does not.
 * @param {string} brokers
 */
async function answersMetadata(brokers) {
  const { default: kafkajs } = await import('kafkajs');
  const client = new kafkajs.Kafka({ brokers: [brokers], clientId: 'stack', logLevel: kafkajs.logLevel.NOTHING, connectionTimeout: 1000, retry: { retries: 0 } });
  const admin = client.admin();
  try {
    await admin.connect();
    const { controller } = await admin.describeCluster();
    return controller !== null;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/**
 * @param {import('./ports.mjs').Ports} ports
 * @param {string} logs
 */
function serverProperties(ports, logs) {
  return `# Written by tools/stack at each start.
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:${ports.kafkaController}
listeners=PLAINTEXT://127.0.0.1:${ports.kafka},CONTROLLER://127.0.0.1:${ports.kafkaController}
advertised.listeners=PLAINTEXT://127.0.0.1:${ports.kafka}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs=${logs}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
# The default of 3 s slows every test.
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
log.segment.bytes=16777216
# A poison message must get in to be tested; our producers cap at 64 KiB.
message.max.bytes=8388608
# The default of 7 days loses the offsets of a stack that was off for longer.
offsets.retention.minutes=5256000
`;
}
