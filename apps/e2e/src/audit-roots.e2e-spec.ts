import { AuditRoots, isSigned, type PublishedRoot } from '@doanket/audit';
import { AuditRootSignedV1, DOMAIN_SERVICES } from '@doanket/contracts';
import { SystemClock } from '@doanket/kernel';
import { createKafka } from '@doanket/messaging';
import { join } from 'node:path';
import { readTopics } from '../../../tools/src/faults/topics';
import { administrator } from './roles';

/** The signed states of the audit chains, where no administrator of the database comes: a file and a topic (engineering handbook 7.6). */
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const directory = join(process.env['DATA_DIR'] ?? '', 'audit-roots');

it('every service that has done anything has signed its chain, in a file and in the topic, and they agree', async () => {
  const kafka = createKafka({ brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','), clientId: 'e2e', log: quiet });
  const published = (await readTopics(kafka, [AuditRootSignedV1.topic])).map(({ value }) => JSON.parse(String(value)) as PublishedRoot);
  expect(published.filter((root) => !isSigned(root))).toEqual([]);
  const keeper = await administrator();
  let signed = 0;
  for (const service of DOMAIN_SERVICES) {
    const { body } = await keeper.call<{ items: unknown[] }>('GET', `/api/${service}/system/audit?limit=1`);
    if (body.items.length === 0) continue;
    const inFile = AuditRoots.open(directory, service, new SystemClock()).read().map(({ n, h }) => `${n} ${h}`);
    const inTopic = published.filter((root) => root.service === service).map(({ n, h }) => `${n} ${h}`);
    expect([service, inFile.length > 0, inTopic.length > 0]).toEqual([service, true, true]);
    expect(inFile).toEqual(expect.arrayContaining(inTopic));
    signed += 1;
  }
  expect(signed).toBeGreaterThanOrEqual(3);
}, 60_000);
