/** What the generators know of this repository: where services, contracts and migrations lie. */
const { posix } = require('node:path');
const edit = require('./edit.cjs');

/** @typedef {import('@nx/devkit').Tree} Tree */
const CONTRACTS = 'libs/contracts/src';
const contractsOf = (/** @type {string} */ service) => `${CONTRACTS}/${service}`;

/** @param {Tree} tree @param {string} path */
function read(tree, path) {
  const text = tree.read(path, 'utf8');
  if (text === null) throw new Error(`${path} is missing; is this the root of the repository?`);
  return text;
}

/** @param {Tree} tree @param {string} path @param {(source: string) => string} change */
const change = (tree, path, change) => tree.write(path, change(read(tree, path)));

/** Writes a file that must not be there yet. @param {Tree} tree @param {string} path @param {string} text */
function create(tree, path, text) {
  if (tree.exists(path)) throw new Error(`${path} exists already; nothing was written.`);
  tree.write(path, text);
}

/** Every service by name, the gateway too. @param {Tree} tree */
const services = (tree) => edit.listOf(read(tree, `${CONTRACTS}/core/route.ts`), 'SERVICES').map((name) => name.replaceAll("'", ''));

/** @param {Tree} tree @param {string} service */
function requireService(tree, service) {
  const known = services(tree);
  if (!known.includes(service)) throw new Error(`There is no service "${service}". There are: ${known.join(', ')}.`);
}

/** A service of the domain: with permissions, features and a directory of its own; not the gateway. @param {Tree} tree @param {string} service */
function requireDomainService(tree, service) {
  requireService(tree, service);
  if (!tree.exists(`${contractsOf(service)}/permissions.ts`)) throw new Error(`"${service}" has no permissions of its own; this is for the services of the domain.`);
}

/** @param {Tree} tree @param {string} folder @returns {string[]} */
function filesBelow(tree, folder) {
  return tree.children(folder).flatMap((name) => {
    const path = posix.join(folder, name);
    return tree.isFile(path) ? [path] : filesBelow(tree, path);
  });
}

/** The contracts share one namespace, so a name is taken wherever it stands. @param {Tree} tree @param {readonly string[]} names */
function requireFreeNames(tree, names) {
  for (const path of filesBelow(tree, CONTRACTS).filter((one) => one.endsWith('.ts'))) {
    const taken = edit.exportedNames(read(tree, path)).find((name) => names.includes(name));
    if (taken !== undefined) throw new Error(`\`${taken}\` exists already in ${path}; nothing was written.`);
  }
}

/** The file and the name of a service's list of migrations, and where they lie. @param {Tree} tree @param {string} service */
function migrationsOf(tree, service) {
  const folder = `apps/${service}/src/database`;
  for (const path of filesBelow(tree, folder).filter((one) => one.endsWith('.ts'))) {
    const list = edit.variables(read(tree, path)).find((one) => one.type.includes('MigrationClass[]'));
    if (list !== undefined) return { path, name: list.name, folder: `${folder}/migrations` };
  }
  throw new Error(`No list of migrations (\`readonly MigrationClass[]\`) was found below ${folder}.`);
}

/** How one file imports another. @param {string} from @param {string} to */
function importPath(from, to) {
  const path = posix.relative(posix.dirname(from), to).replace(/\.ts$/, '').replace(/\/index$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}

module.exports = { CONTRACTS, contractsOf, read, change, create, services, requireService, requireDomainService, filesBelow, requireFreeNames, migrationsOf, importPath };
