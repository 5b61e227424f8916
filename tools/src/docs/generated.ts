import { EVENTS } from '@doanket/contracts';
import { z } from 'zod';
import { asyncApiDocument } from './asyncapi';
import { contractsPage } from './contracts-page';
import { openApiDocuments } from './openapi';
import { partnerClient } from './partner-client';
import { problemsPage } from './problems-page';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated document by its path below the repository's root. Two runs of the same source give the same text. */
export function generatedDocuments(root: string): Map<string, string> {
  const documents = new Map<string, string>([
    ['docs/contracts.md', contractsPage()],
    ['docs/problems.md', problemsPage(root)],
    ['docs/asyncapi.json', json(asyncApiDocument())],
    ['docs/partner-client/client.ts', partnerClient()],
  ]);
  for (const [service, document] of Object.entries(openApiDocuments())) documents.set(`docs/openapi/${service}.json`, json(document));
  for (const event of EVENTS) documents.set(`libs/contracts/snapshots/${event.type}.json`, json({ type: event.type, topic: event.topic, key: event.key, schema: z.toJSONSchema(event.data, { io: 'input' }), example: event.example }));
  return documents;
}
