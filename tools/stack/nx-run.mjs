/** Runs Nx targets and counts their outcome: a check as one, a test target by the tests in it. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { spawnSync } from 'node:child_process';
import { inRoot } from './paths.mjs';
import { NX, NX_ENV } from './services.mjs';

/** Where the Jest reporter leaves its counts, by target. */
const RESULTS = /** @type {Record<string, string>} */ ({ test: 'unit.json', 'test:int': 'int.json', e2e: 'e2e.json' });

/** @typedef {{ name: string, root: string, targets: Record<string, unknown> }} Project */

/**
 * All projects with their folders and targets, as Nx sees them.
 * @returns {Project[]}
 */
export function nxProjects() {
  const nx = (/** @type {string[]} */ ...args) => {
    const { stdout, status, stderr } = spawnSync(process.execPath, [NX, ...args], { cwd: inRoot(), env: { ...process.env, ...NX_ENV }, encoding: 'utf8' });
    if (status !== 0) throw new Error(`nx ${args.join(' ')} failed:\n${stderr}`);
    return JSON.parse(stdout);
  };
  const names = /** @type {string[]} */ (nx('show', 'projects', '--json'));
  return names.map((name) => {
    const folder = ['libs', 'apps', '.'].map((group) => path.join(group, name)).find((candidate) => existsSync(inRoot(candidate, 'project.json')));
    if (!folder) return nx('show', 'project', name, '--json');
    const { targets = {} } = JSON.parse(readFileSync(inRoot(folder, 'project.json'), 'utf8'));
    return { name, root: folder, targets };
  });
}

/**
 * Runs the targets in every project that has them, to the end whatever fails, and adds to the ledger.
 * @param {object} options
 * @param {import('./processes.mjs').ProcessGroup} options.group
 * @param {import('./ledger.mjs').Ledger} options.ledger
 * @param {Project[]} options.projects
 * @param {string[]} options.targets
 * @param {number} options.parallel
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} options.logFile
 */
export async function runTargets({ group, ledger, projects, targets, parallel, env = {}, logFile }) {
  const tasks = projects.flatMap((project) => targets.filter((target) => target in project.targets).map((target) => ({ project, target })));
  if (tasks.length === 0) return;
  for (const { project, target } of tasks) if (RESULTS[target]) rmSync(resultFile(project, target), { force: true });

  /** @type {string[]} */
  const lines = [];
  const child = group.start({
    name: `nx ${targets.join(' ')}`,
    command: process.execPath,
    args: [NX, 'run-many', '-t', ...targets, `--projects=${[...new Set(tasks.map(({ project }) => project.name))].join(',')}`, `--parallel=${parallel}`, '--outputStyle=static', '--nxBail=false'],
    env: { ...NX_ENV, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...env },
    logFile,
    onLine: (line) => {
      lines.push(line);
      process.stdout.write(`${line}\n`);
    },
  });
  const { code } = await child.exited;
  const notDone = failedTasks(lines);
  for (const { project, target } of tasks) count(ledger, project, target, notDone.has(`${project.name}:${target}`));
  // A dependency (a build) that failed, or Nx itself: something that is not among the tasks.
  const others = [...notDone].filter((name) => !tasks.some(({ project, target }) => name === `${project.name}:${target}`));
  for (const name of others) ledger.fail(name);
  if (code !== 0 && notDone.size === 0) ledger.fail(`nx run-many ${targets.join(' ')}: exit ${code}`);
}

/**
 * @param {import('./ledger.mjs').Ledger} ledger
 * @param {Project} project
 * @param {string} target
 * @param {boolean} failed
 */
function count(ledger, project, target, failed) {
  const name = `${project.name}:${target}`;
  if (!RESULTS[target]) return ledger.check(name, !failed);
  const file = resultFile(project, target);
  if (!existsSync(file)) {
    // No test file at all is fine for `test` (--passWithNoTests writes no counts), a crash is not.
    return failed ? ledger.fail(`${name}: ended without counts`) : undefined;
  }
  const counts = JSON.parse(readFileSync(file, 'utf8'));
  ledger.add(name, counts);
  if (failed && counts.failed === 0) ledger.fail(`${name}: failed after its tests`);
}

/** @param {Project} project @param {string} target */
const resultFile = (project, target) => inRoot(project.root, 'test-results', String(RESULTS[target]));

/**
 * The "- project:target" lines below "Failed tasks:" and below the tasks that were not run because of them.
 * @param {string[]} lines
 */
export function failedTasks(lines) {
  const plain = lines.map((line) => line.replace(/\u001b\[[0-9;]*m/g, ''));
  const from = plain.findLastIndex((line) => /^\s*(NX )?.*\b(failed|Failed tasks:)/.test(line) && /NX/.test(line));
  if (from < 0) return new Set();
  return new Set(plain.slice(from).map((line) => /^\s*- ([\w-]+:[\w:-]+)\s*$/.exec(line)?.[1]).filter((name) => name !== undefined));
}
