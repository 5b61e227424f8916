/** What the machine must have; everything else the stack brings along. Runs before any dependency is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { javaMajor } from './java.mjs';
import { inRoot } from './paths.mjs';

/** Throws one line per missing thing, each with how to install it. */
export function assertRequirements() {
  const missing = [nodeProblem(), javaProblem(), mavenProblem()].filter(Boolean);
  if (missing.length > 0) throw new Error(missing.join('\n'));
}

function nodeProblem() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  return fits ? undefined : `Node ${process.versions.node} does not fit (needs ^20.19, ^22.12 or >= 24): install 24 LTS from https://nodejs.org`;
}

function javaProblem() {
  const major = javaMajor();
  const how = `${install('openjdk-21-jdk-headless', 'openjdk-17-jdk-headless', 'openjdk@21')}, or set JAVA_HOME`;
  if (major === undefined) return `A JDK 17 or newer is missing (for Kafka and Keycloak): ${how}`;
  return major >= 17 ? undefined : `Java ${major} is too old (needs 17 or newer): ${how}`;
}

function mavenProblem() {
  const found = spawnSync('mvn', ['-v'], { stdio: 'ignore' });
  return found.error ? `mvn (Apache Maven) is missing (it fetches Kafka and Keycloak): ${install('maven', 'maven', 'maven')}` : undefined;
}

/**
 * @param {string} ubuntu
 * @param {string} debian
 * @param {string} brew
 */
function install(ubuntu, debian, brew) {
  if (process.platform === 'darwin') return `brew install ${brew}`;
  return ubuntu === debian ? `sudo apt install ${debian}` : `sudo apt install ${debian} (Debian 12) or ${ubuntu} (newer)`;
}

/**
 * Whether a package of the lock file is not installed, or in another version. Compared are contents, not times: a checkout
 * of another branch, or a copy, gives files whatever time it likes. Optional packages belong to other platforms.
 */
export function dependenciesMissing() {
  const installed = packagesOf(inRoot('node_modules', '.package-lock.json'));
  const wanted = packagesOf(inRoot('package-lock.json'));
  return Object.entries(wanted).some(([place, { version, link, optional, devOptional, peer }]) => {
    if (!place.startsWith('node_modules/') || link === true || optional === true || devOptional === true || peer === true) return false;
    return installed[place]?.version !== version;
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }>}
 */
function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

/** `npm ci`, with its output on the terminal. */
export async function installDependencies() {
  const child = spawn('npm', ['ci', '--no-fund', '--no-audit'], { cwd: inRoot(), stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`npm ci failed with exit code ${code}`);
}
