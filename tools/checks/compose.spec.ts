import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationEnv } from '@doanket/service';
import { parse } from 'yaml';
import { type ConfigReader, envSchemaOf, PROCESSES } from '../src/docs/env-examples';

/** docker-compose.yml starts the same stack as tools/stack: same processes, same names in their environment, nothing unpinned. */
interface Service {
  readonly image?: string; readonly build?: { dockerfile: string }; readonly environment?: Readonly<Record<string, string>>; readonly secrets?: readonly string[]; readonly ports?: readonly string[];
  readonly mem_limit?: string; readonly stop_grace_period?: string; readonly healthcheck?: object; readonly restart?: string; readonly read_only?: boolean; readonly profiles?: readonly string[]; readonly volumes?: readonly string[];
}
interface Compose { readonly services: Readonly<Record<string, Service>>; readonly secrets: Readonly<Record<string, { file: string }>> }

const root = join(__dirname, '../..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const readConfig: ConfigReader = (name) => createRequire(__filename)(join(root, 'apps', name, 'src/config.ts')) as Record<string, unknown>;

/** What the process itself or a library reads, besides `config.ts`. */
const OF_THE_PROCESS = ['NODE_ENV', 'KAFKAJS_NO_PARTITIONER_WARNING'];
const namesOf = (service: Service | undefined) => Object.keys(service?.environment ?? {}).map((name) => name.replace(/_FILE$/, ''));
const inCompose = (name: string) => [...new Set([...namesOf(compose.services[name]), ...namesOf(compose.services[`${name}-migrations`])])].sort();

/** The tools of the stack are ES modules, which Jest does not load. */
const inStack = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', `
  import { serviceEnv } from '${join(root, 'tools/stack/service-env.mjs')}';
  import { portsFrom } from '${join(root, 'tools/stack/ports.mjs')}';
  import { APPS } from '${join(root, 'tools/stack/paths.mjs')}';
  const context = { dataDir: '/data', ports: portsFrom(4000), secrets: { roles: {} } };
  console.log(JSON.stringify(Object.fromEntries(APPS.map((name) => [name, Object.keys(serviceEnv(name, context)).sort()]))));
`], { encoding: 'utf8' })) as Record<string, string[]>;

it.each(PROCESSES)('%s gets the same variables from compose as from the stack, and those its configuration names', (name) => {
  expect(inCompose(name)).toEqual(inStack[name]);
  const { shape } = envSchemaOf(name, readConfig);
  const known = [...Object.keys(shape), ...Object.keys(migrationEnv.shape), ...OF_THE_PROCESS];
  expect(inCompose(name).filter((variable) => !known.includes(variable))).toEqual([]);
  const needed = [...Object.entries(shape), ...Object.entries(migrationEnv.shape)].filter(([, field]) => !field.safeParse(undefined).success).map(([variable]) => variable);
  expect(needed.filter((variable) => !inCompose(name).includes(variable))).toEqual([]);
});

it('the processes are those of the stack, each with its migrations before it', () => {
  expect(Object.keys(inStack).sort()).toEqual([...PROCESSES].sort());
  for (const name of PROCESSES) expect(compose.services[name] !== undefined && compose.services[`${name}-migrations`] !== undefined).toBe(true);
});

const images = services.filter(([, { build }]) => build === undefined).map(([name, { image }]) => [name, image ?? '']);
const recipes = readdirSync(join(root, 'deploy/images')).filter((file) => file.endsWith('.Dockerfile'));
const bases = recipes.flatMap((file) => {
  const lines = readFileSync(join(root, 'deploy/images', file), 'utf8').split('\n');
  const stages = lines.map((line) => /^FROM \S+ AS (\S+)/i.exec(line)?.[1] ?? '');
  return lines.map((line) => /^FROM (\S+)/i.exec(line)?.[1] ?? '').filter((image) => image !== '' && !stages.includes(image)).map((image) => [file, image]);
});

it.each([...images, ...bases])('%s: %s is pinned and official', (_where, image) => {
  expect(image).toMatch(/^(postgres|apache\/kafka|quay\.io\/keycloak\/keycloak|node|prom\/prometheus|grafana\/grafana):v?\d[\w.-]*$/);
});

it('what we build has a version of its own, from one recipe', () => {
  const built = services.filter(([, { build }]) => build !== undefined);
  expect([...new Set(built.map(([, { image }]) => image))].sort()).toEqual(['doanket/keycloak:${DOANKET_VERSION:-0.1.0}', 'doanket/service:${DOANKET_VERSION:-0.1.0}']);
  expect([...new Set(built.map(([, { build }]) => build?.dockerfile))].sort()).toEqual(['deploy/images/keycloak.Dockerfile', 'deploy/images/service.Dockerfile']);
});

it.each(services)('%s has a limit of memory, time to stop, and says whether it is well unless it is a job', (_name, service) => {
  expect(service.mem_limit).toMatch(/^\d+[mg]$/);
  expect(service.stop_grace_period).toBe('30s');
  if (service.restart !== 'no') expect(service.healthcheck).toBeDefined();
  if (service.build?.dockerfile === 'deploy/images/service.Dockerfile') expect(service.read_only).toBe(true);
});

it('only the gateway and the sign-in pages are published, on loopback unless told otherwise; an optional profile likewise', () => {
  const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
  expect(published.filter(([name]) => compose.services[name!]?.profiles === undefined).map(([name]) => name).sort()).toEqual(['gateway', 'identity-door']);
  for (const [, port] of published) expect(port).toMatch(/^(\$\{PUBLISH_ADDRESS:-127\.0\.0\.1\}|127\.0\.0\.1):/);
});

it('no secret is written down, each has a use, and each is made by the script', () => {
  const written = services.flatMap(([name, { environment = {} }]) => Object.entries(environment).filter(([variable]) => /SECRET|KEY$|PASSWORD|DATABASE_.*URL|^DATABASE_URL/.test(variable) && !/_FILE$/.test(variable)).map(([variable]) => `${name}.${variable}`));
  expect(written).toEqual([]);
  const used = services.flatMap(([, { secrets = [] }]) => secrets);
  expect([...new Set(used)].sort()).toEqual(Object.keys(compose.secrets).sort());
  for (const [name, { environment = {}, secrets = [] }] of services) {
    const read = Object.entries(environment).filter(([variable]) => variable.endsWith('_FILE')).map(([, file]) => String(file).replace('/run/secrets/', ''));
    expect([name, read.filter((secret) => !secrets.includes(secret))]).toEqual([name, []]);
  }
  const script = readFileSync(join(root, 'deploy/compose/secrets.sh'), 'utf8');
  for (const secret of Object.keys(compose.secrets)) expect([secret, new RegExp(`put ${secret} `).test(script) || /^[a-z]+_(migrator|app|sealer)_url$/.test(secret)]).toEqual([secret, true]);
  expect(readFileSync(join(root, '.gitignore'), 'utf8')).toContain('deploy/compose/secrets/');
});

it('every setting that the file takes is in the example, and no other', () => {
  const taken = [...new Set([...text.matchAll(/\$\{([A-Z_]+)(?::-[^}]*)?\}/g)].map((match) => match[1] ?? ''))].sort();
  const example = readFileSync(join(root, 'deploy/compose/env.example'), 'utf8');
  expect([...new Set([...example.matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1] ?? ''))].sort()).toEqual(taken);
  for (const name of taken) {
    const preset = new RegExp(`\\$\\{${name}:-([^}]*)\\}`).exec(text)?.[1] ?? '';
    expect(example).toContain(`# ${name}=${preset}\n`);
  }
});

it('every file that is mounted is there', () => {
  const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0] ?? '').filter((path) => path.startsWith('./')));
  expect(mounted.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
