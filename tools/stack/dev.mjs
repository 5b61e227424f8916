/**
 * `npm run dev`: builds the project that a changed file belongs to and restarts what runs it. A library is in every
 * service, so it restarts them all; the console is rebuilt in place and needs a reload of the page.
 */
import { existsSync, readdirSync, watch } from 'node:fs';
import path from 'node:path';
import { textOf } from './options.mjs';
import { APPS, inRoot } from './paths.mjs';
import { build, migrate } from './services.mjs';

/** Editors write a file in several steps. */
const SETTLE_MS = 200;

/** @param {import('./stack.mjs').Stack} stack */
export function watchSources(stack) {
  /** @type {Map<string, { migrations: boolean }>} */
  const changed = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let working = false;

  const work = async () => {
    if (working || changed.size === 0) return;
    working = true;
    const batch = new Map(changed);
    changed.clear();
    try {
      await apply(stack, batch);
    } catch (error) {
      stack.log.event('dev', 'failed', textOf(error));
    }
    working = false;
    await work();
  };

  for (const { project, folder } of sourceFolders()) {
    watch(folder, { recursive: true }, (_event, file) => {
      if (file && /\.(spec|int-spec)\.tsx?$/.test(file)) return;
      const migrations = changed.get(project)?.migrations || /migrations/.test(String(file));
      changed.set(project, { migrations });
      clearTimeout(timer);
      timer = setTimeout(() => void work(), SETTLE_MS);
    });
  }
  stack.log.stack('watching libs/*/src and apps/*/src');
}

/**
 * @param {import('./stack.mjs').Stack} stack
 * @param {Map<string, { migrations: boolean }>} batch
 */
async function apply(stack, batch) {
  const projects = [...batch.keys()];
  await stack.phase(`built ${projects.join(', ')}`, () => build(stack.context, projects));
  const running = APPS.filter((name) => stack.programs.has(name));
  const library = projects.some((project) => project !== 'console' && !APPS.some((name) => name === project));
  const affected = library ? running : running.filter((name) => batch.has(name));
  for (const name of affected) {
    if (batch.get(name)?.migrations) await migrate(stack.context, name);
    await stack.phase(`restarted ${name}`, () => stack.restart(name));
  }
}

function sourceFolders() {
  return ['libs', 'apps'].flatMap((group) =>
    readdirSync(inRoot(group))
      .map((project) => ({ project, folder: path.join(inRoot(group), project, 'src') }))
      .filter(({ folder }) => existsSync(folder)),
  );
}
