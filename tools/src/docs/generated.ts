import { EVENTS, topicsOf } from '@doanket/contracts';
import { z } from 'zod';
import { topicsDocument } from '../topics-document';
import { asyncApiDocument } from './asyncapi';
import { codeWords } from './code-words';
import { contractsPage } from './contracts-page';
import { type ConfigReader, envExamples } from './env-examples';
import { openApiDocuments } from './openapi';
import { partnerClient } from './partner-client';
import { problemsPage } from './problems-page';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated document by its path below the repository's root. `readConfig`: how the configuration of an application is read here. Two runs of the same source give the same text. */
export function generatedDocuments(root: string, readConfig: ConfigReader): Map<string, string> {
  const documents = new Map<string, string>([
    ['docs/contracts.md', contractsPage()],
    ['docs/problems.md', problemsPage(root)],
    ['docs/asyncapi.json', json(asyncApiDocument())],
    ['docs/partner-client/client.ts', partnerClient()],
    ['libs/exports/src/code-words.generated.ts', codeWords(root)],
    ['deploy/kafka/topics.json', topicsDocument(topicsOf(EVENTS))],
  ]);
  for (const [service, document] of Object.entries(openApiDocuments())) documents.set(`docs/openapi/${service}.json`, json(document));
  for (const [path, text] of envExamples(readConfig)) documents.set(path, text);
  for (const event of EVENTS) documents.set(`libs/contracts/snapshots/${event.type}.json`, json({ type: event.type, topic: event.topic, key: event.key, schema: z.toJSONSchema(event.data, { io: 'input' }), example: event.example }));
  return documents;
}
