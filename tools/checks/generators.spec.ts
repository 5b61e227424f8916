import { type EventContract } from '@doanket/contracts';
import * as contracts from '@doanket/contracts';
import type { Tree } from '@nx/devkit';
import { createTree } from '@nx/devkit/testing';
import { ESLint } from 'eslint';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import * as zod from 'zod';

type Generator = (tree: Tree, options: Record<string, string | number>) => Promise<() => void>;
const root = join(__dirname, '../..');
// eslint-disable-next-line @typescript-eslint/no-require-imports -- generators are CommonJS, so that a fresh clone needs no build for them
const generator = (name: string) => require(`../generators/${name}/generator.cjs`) as Generator;
const [service, feature, event, route, migration] = ['service', 'feature', 'event', 'route', 'migration'].map(generator) as [Generator, Generator, Generator, Generator, Generator];

/** The sources generators look at, in memory: nothing of the repository is written. */
function seeded(): Tree {
  const tree = createTree();
  const apps = readdirSync(join(root, 'apps')).filter((name) => existsSync(join(root, 'apps', name, 'src/database')));
  for (const folder of ['libs/contracts/src', ...apps.flatMap((name) => [`apps/${name}/src`, `apps/${name}/test`])].filter((one) => existsSync(join(root, one)))) {
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.ts'))) {
      tree.write(`${folder}/${path}`, readFileSync(join(root, folder, path)));
    }
  }
  return tree;
}

/** What a tree holds otherwise than the repository. */
const written = (tree: Tree): Map<string, string> => new Map(
  tree.listChanges().map(({ path, content }): [string, string] => [path, content?.toString() ?? ''])
    .filter(([path, text]) => /^(apps|libs)\//.test(path) && (!existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)),
);
const textOf = (tree: Tree, path: string) => tree.read(path, 'utf8') ?? '';
const only = (tree: Tree, pattern: RegExp) => {
  const [path, ...more] = [...written(tree).keys()].filter((one) => pattern.test(one));
  if (path === undefined || more.length > 0) throw new Error(`Not one file like ${pattern.source}: ${[path, ...more].join(', ')}`);
  return path;
};

describe('everything generated together', () => {
  const tree = seeded();
  beforeAll(async () => {
    await service(tree, { name: 'pensions' });
    await feature(tree, { service: 'pensions', noun: 'annuities' });
    await route(tree, { service: 'pensions', noun: 'annuities', verb: 'close', as: 'closure', posts: 'HEADS', levels: 'C,S', reach: 'SUBTREE' });
    await route(tree, { service: 'pensions', noun: 'annuities', verb: 'change' });
    await event(tree, { service: 'pensions', name: 'annuity-closed' });
    await migration(tree, { service: 'pensions', name: 'add-paid-on-to-annuity' });
    // Services lay their lists out differently; each way is taken once.
    for (const name of ['membership', 'campaigns', 'initiatives', 'welfare', 'awards', 'reports']) {
      await feature(tree, { service: name, noun: `${name}-trials`, singular: `${name}-trial` });
      await event(tree, { service: name, name: `${name}-trial-opened` });
      await migration(tree, { service: name, name: `index-${name}-trial-by-title` });
    }
    await route(tree, { service: 'campaigns', noun: 'works', verb: 'praise', as: 'praise-given', permission: 'campaigns.work.verify' });
    await migration(tree, { service: 'gateway', name: 'forget-old-sessions', sql: "delete from session where note = 'a `b` ${c}'" });
  });

  it('lints', async () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- by hand: ESLint would load it with a dynamic import(), which ordinary Jest refuses
    const overrideConfig = require('../../eslint.config.cjs') as never[];
    // Types are the next test's; without them the rules that ask for types are off.
    const withoutTypes = { languageOptions: { parserOptions: { projectService: false } }, rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/switch-exhaustiveness-check': 'off' } };
    const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [...overrideConfig, withoutTypes as never] });
    const faults: string[] = [];
    for (const [path, text] of written(tree)) {
      if (!path.endsWith('.ts')) continue;
      const [result] = await eslint.lintText(text, { filePath: join(root, path) });
      if (result === undefined) faults.push(`${path} was not linted`);
      for (const { line, message } of result?.messages ?? []) faults.push(`${path}:${line} ${message}`);
    }
    expect(faults).toEqual([]);
  });

  it('has no type errors, nor has what it changes', () => {
    const overlay = new Map([...written(tree)].map(([path, text]) => [join(root, path), text]));
    expect(overlay.size).toBeGreaterThan(60);
    const { options } = ts.parseJsonConfigFileContent({ extends: '../../tsconfig.base.json', compilerOptions: { types: ['node', 'jest'] } }, ts.sys, __dirname);
    const base = ts.createCompilerHost(options);
    const host: ts.CompilerHost = {
      ...base,
      fileExists: (path) => overlay.has(path) || base.fileExists(path),
      readFile: (path) => overlay.get(path) ?? base.readFile(path),
      directoryExists: (path) => [...overlay.keys()].some((one) => one.startsWith(`${path}/`)) || ts.sys.directoryExists(path),
      getSourceFile: (path, language) => {
        const text = overlay.get(path);
        return text === undefined ? base.getSourceFile(path, language) : ts.createSourceFile(path, text, language);
      },
    };
    const sources = [...overlay.keys()].filter((path) => path.endsWith('.ts'));
    const program = ts.createProgram([...sources, join(root, 'libs/contracts/src/index.ts')], options, host);
    const faults = [...new Set(sources)].flatMap((path) => {
      const file = program.getSourceFile(path);
      return file === undefined ? [] : [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    });
    expect(faults.map(({ file, messageText }) => `${relative(root, file?.fileName ?? '')} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)).toEqual([]);
  });

  it('keeps files within the house sizes', () => {
    for (const [path, text] of written(tree)) {
      if (existsSync(join(root, path))) continue;
      expect(`${path} ${text.split('\n').length <= 300}`).toBe(`${path} true`);
      expect(text).not.toMatch(/TODO|FIXME|coming soon|undefined\.|\[object/);
    }
  });

  it('gives an event a name, a topic and an example that fits', () => {
    const { AnnuityClosedV1: made } = evaluate(textOf(tree, 'libs/contracts/src/pensions/annuity-closed.v1.ts')) as { AnnuityClosedV1: EventContract };
    expect(made).toMatchObject({ type: 'pensions.annuity-closed.v1', topic: 'pensions.annuity', key: 'annuityId', summary: 'An annuity was closed.' });
    expect(made.data.strict().parse(made.example)).toMatchObject({ annuityId: expect.any(String) as string, closedOn: '2023-05-04' });
    expect(textOf(tree, 'libs/contracts/src/pensions/events.ts')).toContain('pensionsEvents: readonly EventContract[] = [AnnuityClosedV1];');
    expect(textOf(tree, 'libs/contracts/src/pensions/index.ts').split('\n').filter(Boolean)).toEqual([
      "export * from './annuities.http';", "export * from './annuity-closed.v1';", "export * from './events';", "export * from './permissions';", "export * from './routes';",
    ]);
  });

  it('lists a route and gives a new permission to whom it was told', () => {
    expect(textOf(tree, 'libs/contracts/src/pensions/routes.ts')).toContain('= [listAnnuities, getAnnuity, addAnnuity, closeAnnuity, changeAnnuity];');
    expect(textOf(tree, 'libs/contracts/src/pensions/permissions.ts')).toContain("'pensions.annuity.close': { holders: [{ levels: ['C', 'S'], posts: HEADS }], reach: 'SUBTREE' },");
    expect(textOf(tree, 'libs/contracts/src/pensions/annuities.http.ts')).toContain("path: '/annuities/:id/closure'");
    // A file that lists its own routes keeps doing so, and a permission that is there is not written again.
    expect(textOf(tree, 'libs/contracts/src/campaigns/works.http.ts')).toMatch(/export const workRoutes = \[.*praiseWork\];/);
    expect(textOf(tree, 'libs/contracts/src/campaigns/permissions.ts').match(/'campaigns\.work\.verify'/g)).toHaveLength(1);
  });

  it('puts a migration after those before it, with its SQL as it was told', () => {
    const list = textOf(tree, 'apps/pensions/src/database/migrations/index.ts');
    expect(list).toMatch(/= \[CreatePlatformTables\d+, CreateAnnuity\d+, AddPaidOnToAnnuity\d+\];/);
    const stamps = [...(/= \[(.*)\]/.exec(list)?.[1] ?? '').matchAll(/(\d+)/g)].map(([stamp]) => Number(stamp));
    expect([...new Set(stamps)].sort()).toEqual(stamps);
    expect(textOf(tree, only(tree, /-add-paid-on-to-annuity\.ts$/))).toContain('alter table annuity add column paid_on date');
    expect(textOf(tree, only(tree, /-forget-old-sessions\.ts$/))).toContain("where note = 'a \\`b\\` \\${c}'");
  });

  it.each<[string, Generator, Record<string, string>, RegExp]>([
    ['service', service, { name: 'pensions' }, /"pensions" exists already/],
    ['feature', feature, { service: 'pensions', noun: 'annuities' }, /apps\/pensions\/src\/annuities exists already/],
    ['event', event, { service: 'pensions', name: 'annuity-closed' }, /annuity-closed\.v1\.ts exists already.*--major=2/],
    ['route', route, { service: 'pensions', noun: 'annuities', verb: 'list' }, /`listAnnuities` exists already/],
    ['migration', migration, { service: 'pensions', name: 'add-paid-on-to-annuity' }, /add-paid-on-to-annuity\.ts exists already/],
  ])('refuses the same %s a second time, and writes nothing', async (_name, generate, options, refusal) => {
    const before = new Map(written(tree));
    await expect(generate(tree, options)).rejects.toThrow(refusal);
    expect(written(tree)).toEqual(before);
  });
});

it.each<[Generator, Record<string, string>, RegExp]>([
  [event, { service: 'pension', name: 'claim-closed' }, /no service "pension".*membership, campaigns/],
  [event, { service: 'welfare', name: 'ClaimClosed' }, /lower-case words joined by hyphens/],
  [event, { service: 'welfare', name: 'closed' }, /says only half/],
  [event, { service: 'awards', name: 'housing-paid' }, /`HousingPaidV1` exists already in libs\/contracts\/src\/welfare/],
  [route, { service: 'welfare', noun: 'parcels', verb: 'admit' }, /--as, e\.g\. admission/],
  [route, { service: 'welfare', noun: 'sheep', verb: 'list' }, /--singular/],
  [route, { service: 'welfare', noun: 'parcels', verb: 'list', permission: 'read' }, /service\.noun\.verb/],
  [route, { service: 'welfare', noun: 'parcels', verb: 'list', levels: 'X' }, /Levels are N, C, S, G, D and T/],
  [feature, { service: 'gateway', noun: 'doors' }, /no permissions of its own/],
  [migration, { service: 'welfare', name: 'tidy-up' }, /does not say its SQL/],
  [service, { name: 'my-service' }, /one lower-case word/],
])('%p refuses %p', async (generate, options, refusal) => {
  await expect(generate(seeded(), options)).rejects.toThrow(refusal);
});

it('is found by its package: every generator has its code and its options', () => {
  const read = (path: string) => JSON.parse(readFileSync(join(root, 'tools', path), 'utf8')) as { generators: string & Record<string, { factory: string; schema: string }>; required: string[]; properties: object };
  const list = read(read('package.json').generators).generators;
  expect(Object.keys(list)).toEqual(['service', 'feature', 'event', 'route', 'migration']);
  for (const [name, { factory, schema }] of Object.entries(list)) {
    expect(typeof generator(name)).toBe('function');
    expect(existsSync(join(root, 'tools/generators', factory))).toBe(true);
    const { required, properties } = read(join('generators', schema));
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(required));
  }
});

/** Runs the text of a contract file; what it imports of the core is the real one. */
function evaluate(source: string): unknown {
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const exported = {};
  new Function('exports', 'require', outputText)(exported, (path: string) => (path === 'zod' ? zod : contracts));
  return exported;
}
