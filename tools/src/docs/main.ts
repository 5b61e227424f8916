import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ConfigReader } from './env-examples';
import { generatedDocuments } from './generated';

const root = join(__dirname, '../../..');
const readConfig: ConfigReader = (name) => createRequire(__filename)(join(root, 'apps', name, 'dist/config.js')) as Record<string, unknown>;
for (const [path, content] of generatedDocuments(root, readConfig)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
