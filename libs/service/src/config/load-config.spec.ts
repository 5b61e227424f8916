import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { platformEnv } from './env';
import { ConfigError, envExampleOf, loadConfig } from './load-config';

const schema = z.object({
  PORT: z.coerce.number().int().max(65_535).describe('Port to listen on.'),
  SECRET: z.string().min(8),
  LIMIT: z.coerce.number().int().positive().default(20).describe('Longest list.'),
  MODE: z.enum(['A', 'B']).optional(),
});
const secretFile = (content: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'secret');
  writeFileSync(file, content);
  return file;
};

it('reads, converts and freezes', () => {
  const config = loadConfig(schema, { PORT: '80', SECRET: 'long enough', OTHER: 'x' });
  expect(config).toEqual({ PORT: 80, SECRET: 'long enough', LIMIT: 20 });
  expect(Object.isFrozen(config)).toBe(true);
});

it('takes a secret from a file', () => {
  expect(loadConfig(schema, { PORT: '80', SECRET_FILE: secretFile('from a file\n') }).SECRET).toBe('from a file');
});

it('names all faults at once, with reasons and never a value', () => {
  const faults = (() => {
    try {
      loadConfig(schema, { PORT: 'hunter2', SECRET: 'hunter2', LIMIT: '-1', MODE: 'hunter2' });
    } catch (error) {
      return error as ConfigError;
    }
    throw new Error('accepted');
  })();
  expect(faults).toBeInstanceOf(ConfigError);
  expect(faults.faults.map((fault) => fault.name)).toEqual(['PORT', 'SECRET', 'LIMIT', 'MODE']);
  expect(`${faults.message}${faults.stack}`).not.toContain('hunter2');
  expect(() => loadConfig(schema, {})).toThrow(/PORT: is missing[^]*SECRET: is missing/);
  expect(() => loadConfig(schema, { PORT: '80', SECRET_FILE: '/nowhere/at/all' })).toThrow('SECRET_FILE: cannot be read');
});

it('writes an example: comments, defaults as comments, addresses and secrets empty', () => {
  expect(envExampleOf(schema)).toBe('# Port to listen on.\nPORT=\n\nSECRET=\n\n# Longest list.\n# LIMIT=20\n\n# MODE=\n');
});

it('has no default for an address or a secret of the platform', () => {
  const preset = Object.entries(platformEnv.shape).filter(([, field]) => (field as z.ZodType).safeParse(undefined).success).map(([name]) => name);
  expect(preset.filter((name) => /URL|HOST|BROKERS|DIR|SECRET|KEY|ISSUER/.test(name) && name !== 'AUDIT_ROOTS_DIR')).toEqual([]);
});
