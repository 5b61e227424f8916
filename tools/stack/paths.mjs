/** Where things lie in the checkout. The stack tools run from anywhere, so nothing here depends on the current folder. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {...string} parts */
export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** The services behind the gateway, in the order in which they are started. */
export const SERVICES = /** @type {const} */ (['membership', 'campaigns', 'initiatives', 'welfare', 'awards', 'reports']);

/** Everything of ours that runs as a Node process and owns a database schema. */
export const APPS = /** @type {const} */ ([...SERVICES, 'gateway']);

/** @typedef {(typeof APPS)[number]} AppName */
