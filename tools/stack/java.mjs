/** The JVM and Maven: where they are, which version, and the one pom that names what is fetched through them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { withLock } from './cache.mjs';
import { inRoot } from './paths.mjs';

const POM = inRoot('deploy/local/pom.xml');

export function java() {
  return process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
}

/** @returns {number | undefined} The major version, or nothing when there is no Java. */
export function javaMajor() {
  // The settings go to standard error.
  const { stderr } = spawnSync(java(), ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  const version = /java\.specification\.version = (\S+)/.exec(stderr ?? '')?.[1];
  return version ? Number(version.replace(/^1\./, '')) : undefined;
}

/**
 * A version number from the pom, so that it is written down once.
 * @param {string} name
 */
export function pomProperty(name) {
  const value = new RegExp(`<${name.replaceAll('.', '\\.')}>([^<]+)<`).exec(readFileSync(POM, 'utf8'))?.[1];
  if (!value) throw new Error(`deploy/local/pom.xml has no property ${name}`);
  return value;
}

/**
 * Runs one profile of the pom. One Maven at a time: two that fill the same local repository trip over each other.
 * @param {{ group: import('./processes.mjs').ProcessGroup, profile: string, folder: string, logFile: string }} options
 */
export async function maven({ group, profile, folder, logFile }) {
  const args = ['-q', '-B', '-f', POM, 'package', '-P', profile, `-Dtarget.dir=${folder}`];
  await withLock('maven', () => group.run({ name: `mvn (${profile})`, command: 'mvn', args, logFile }));
}
