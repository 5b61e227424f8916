/** Finds a Chromium for the journeys: an installed one, else Playwright's, else (as root on Debian) the package. */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { inRoot } from './paths.mjs';

const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
const DOWNLOAD_WITHIN_MS = 180_000;
const PACKAGE_WITHIN_MS = 300_000;

/**
 * @param {(line: string) => void} [print]
 * @returns {string | undefined} The path of the program.
 */
export function findBrowser(print = () => undefined) {
  const found = process.env.CHROME_PATH ?? installed() ?? playwrights();
  if (found) return found;
  print('no Chrome or Chromium here: asking Playwright for its own');
  const cli = inRoot('node_modules', 'playwright-core', 'cli.js');
  if (existsSync(cli)) {
    spawnSync(process.execPath, [cli, 'install', 'chromium-headless-shell', 'chromium'], { timeout: DOWNLOAD_WITHIN_MS, stdio: 'ignore' });
    const downloaded = playwrights();
    if (downloaded && starts(downloaded)) return downloaded;
  }
  return debianPackage(print);
}

function installed() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...(process.platform === 'darwin' ? MAC : [])];
  return candidates.find(isExecutable);
}

function playwrights() {
  try {
    const file = createRequire(inRoot('package.json'))('playwright-core').chromium.executablePath();
    return isExecutable(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** @param {(line: string) => void} print */
function debianPackage(print) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  print('installing the Debian package chromium');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: /** @type {const} */ ('ignore'), timeout: PACKAGE_WITHIN_MS };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  } catch {
    print('apt-get could not install chromium');
  }
  return installed();
}

/**
 * A downloaded browser may lack libraries of the system.
 * @param {string} file
 */
function starts(file) {
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === inRoot('tools/stack/browser.mjs')) {
  const file = findBrowser((line) => process.stderr.write(`${line}\n`));
  process.stdout.write(file ? `${file}\n` : '');
  process.exit(file ? 0 : 1);
}
