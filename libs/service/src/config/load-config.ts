import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where configuration is read from; `process.env` unless a test says otherwise. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is wrong with the configuration, at once. Names and reasons, never values. */
export class ConfigError extends Error {
  declare readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    super(['Configuration refused:', ...faults.map((fault) => `  ${fault.name}: ${fault.reason}`)].join('\n'));
    this.name = 'ConfigError';
    this.stack = this.message;
    // Not enumerable: what ends up on the terminal says everything once.
    Object.defineProperty(this, 'faults', { value: faults, enumerable: false });
  }
}

/** One variable that is wrong. */
export interface ConfigFault { readonly name: string; readonly reason: string }

/**
 * Parses the environment once, before Nest starts, and freezes it. A secret may come as a file: `NAME_FILE` is read when
 * `NAME` is unset. Throws ConfigError with all faults.
 */
export function loadConfig<Schema extends z.ZodObject>(schema: Schema, environment: Environment = process.env): Readonly<z.output<Schema>> {
  const faults: { name: string; reason: string }[] = [];
  const input: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    try {
      const value = valueOf(name, environment);
      if (value !== undefined) input[name] = value;
    } catch {
      faults.push({ name: `${name}_FILE`, reason: 'cannot be read' });
    }
  }
  const unreadable = new Set(faults.map((fault) => fault.name.slice(0, -'_FILE'.length)));
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0] ?? '');
      if (!unreadable.has(name)) faults.push({ name, reason: input[name] === undefined ? 'is missing' : reasonOf(issue) });
    }
  }
  if (faults.length > 0 || !parsed.success) throw new ConfigError(faults);
  return Object.freeze(parsed.data);
}

/** The example file of a schema: one comment and one line per variable. Variables without a default are left empty. */
export function envExampleOf(schema: z.ZodObject): string {
  return Object.entries(schema.shape).map(([name, field]) => {
    const type = field as z.ZodType;
    const preset = type.safeParse(undefined);
    const optional = preset.success && (preset.data === undefined || preset.data === null);
    const lines = type.description === undefined ? [] : [`# ${type.description}`];
    if (preset.success && !optional) return [...lines, `# ${name}=${String(preset.data)}`, ''].join('\n');
    return [...lines, `${optional ? '# ' : ''}${name}=`, ''].join('\n');
  }).join('\n');
}

function valueOf(name: string, environment: Environment): string | undefined {
  const direct = environment[name];
  if (direct !== undefined && direct !== '') return direct;
  const file = environment[`${name}_FILE`];
  return file === undefined || file === '' ? undefined : readFileSync(file, 'utf8').trim();
}

/** Zod's words never hold the value of a text, but a custom message might: only the known kinds speak. */
function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': return `must be of type ${issue.expected}`;
    case 'too_small': return `must be at least ${issue.minimum}`;
    case 'too_big': return `must be at most ${issue.maximum}`;
    case 'invalid_format': return `is not a valid ${issue.format}`;
    case 'invalid_value': return `must be one of ${issue.values.join(', ')}`;
    case 'custom': return issue.params?.['reason'] === undefined ? 'is not valid' : String(issue.params['reason']);
    default: return 'is not valid';
  }
}
