/** What the machine must have; everything else the stack brings along. Runs before any dependency is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
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

/** True when there are no dependencies yet, or they are older than the lock file. */
export function dependenciesMissing() {
  const installed = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return true;
  // A second of slack: npm writes both files in one go when it changes the lock.
  return statSync(inRoot('package-lock.json')).mtimeMs > statSync(installed).mtimeMs + 1000;
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
