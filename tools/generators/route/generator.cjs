const edit = require('../lib/edit.cjs');
const { change, contractsOf, read, requireDomainService, requireFreeNames } = require('../lib/repository.cjs');
const { pascal, camel, requireKebab, singularOf, spaced, upperFirst, withArticle } = require('../lib/words.cjs');

const READS = ['list', 'get'];
const SHAPES = '../core/shapes';

/**
 * A route contract in `<noun>.http.ts`, its line in the routes of the service, and its permission where that is new.
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ service: string, noun: string, verb: string, as?: string, singular?: string, permission?: string, levels?: string, posts?: string, reach?: string }} options
 */
async function route(tree, options) {
  const { service, noun, verb } = options;
  requireDomainService(tree, service);
  requireKebab(noun, 'A noun');
  requireKebab(verb, 'A verb');
  const one = requireKebab(options.singular ?? singularOf(noun), 'A singular');
  const permission = options.permission ?? `${service}.${one}.${READS.includes(verb) ? 'read' : verb}`;
  if (!/^[a-z]+\.[a-z-]+\.[a-z-]+$/.test(permission)) throw new Error(`A permission is service.noun.verb, e.g. ${service}.${one}.read; "${permission}" is not.`);
  const name = verb === 'list' ? `list${pascal(noun)}` : `${camel(verb)}${pascal(one)}`;
  const facts = { service, noun, one, verb, name, permission, path: `/${noun}`, ...(options.as === undefined ? {} : { as: requireKebab(options.as, 'The noun of an action') }) };
  const written = operation(facts);
  requireFreeNames(tree, [name]);

  const folder = contractsOf(service);
  const path = `${folder}/${noun}.http.ts`;
  if (!tree.exists(path)) {
    requireFreeNames(tree, [`${pascal(one)}View`, `${pascal(one)}Body`]);
    tree.write(path, shapes(one));
    change(tree, `${folder}/index.ts`, (source) => edit.addReExport(source, `./${noun}.http`));
  }
  change(tree, path, (source) => withOperation(source, one, written));
  list(tree, { folder, path, noun, service, name });
  if (permission.startsWith(`${service}.`)) permit(tree, { folder, service, one, verb, permission, options });
  return () => console.log(`\n${name}: fit shapes and summary, bind it with @Handle(${name}) in a controller of ${service}, then run "npm run docs"; until then the test of the routes says it is served by nobody.`);
}

/** What an operation looks like, and the shapes it needs. @param {{ service: string, noun: string, one: string, verb: string, name: string, permission: string, path: string, as?: string }} facts */
function operation({ service, noun, one, verb, name, permission, path, as }) {
  const view = `${pascal(one)}View`;
  const body = `${pascal(one)}Body`;
  /** @type {Readonly<Record<string, { head: string, parts: string, summary: string, needs: string[], shapes: string[] }>>} */
  const known = {
    list: { head: `method: 'GET', path: '${path}'`, parts: `query: PageQuery, answer: pageOf(${view})`, summary: `${upperFirst(spaced(noun))} the caller may read, newest first.`, needs: ['pageOf', 'PageQuery'], shapes: [view] },
    get: { head: `method: 'GET', path: '${path}/:id'`, parts: `params: IdParam, answer: ${view}`, summary: `One ${spaced(one)}.`, needs: ['IdParam'], shapes: [view] },
    add: { head: `method: 'POST', path: '${path}'`, parts: `body: ${body}, answer: ${view}`, summary: `Adds ${withArticle(one)}.`, needs: [], shapes: [view, body] },
    change: { head: `method: 'PUT', path: '${path}/:id'`, parts: `params: IdParam, body: ${body}, answer: ${view}`, summary: `Changes ${withArticle(one)}; needs If-Match.`, needs: ['IdParam'], shapes: [view, body] },
  };
  const found = known[verb] ?? action();
  return {
    ...found, view, body,
    text: `export const ${name} = defineRoute({\n  service: '${service}', name: '${name}', ${found.head}, access: '${permission}', summary: '${found.summary}',\n  ${found.parts},\n});\n`,
  };

  function action() {
    if (as === undefined) throw new Error(`Verbs stand as nouns in a path: say the noun of "${verb}" with --as, e.g. admission for admit.`);
    return {
      head: `method: 'POST', path: '${path}/:id/${as}', status: 200`, parts: `params: IdParam, body: z.strictObject({ on: DayText }), answer: ${view}`,
      summary: `${upperFirst(spaced(verb))}: the ${spaced(as)} of ${withArticle(one)}, on the day that counts.`, needs: ['DayText', 'IdParam'], shapes: [view],
    };
  }
}

/** A file of contracts before its first route. @param {string} one */
function shapes(one) {
  return `import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, text } from '${SHAPES}';

export const ${pascal(one)}Body = z.strictObject({ unitCode: Code, title: text(200) });
export type ${pascal(one)}Body = z.infer<typeof ${pascal(one)}Body>;
export const ${pascal(one)}View = z.object({ id: z.uuid(), unitCode: Code, title: z.string(), version: z.number().int() });
export type ${pascal(one)}View = z.infer<typeof ${pascal(one)}View>;
`;
}

/** @param {string} source @param {string} one @param {ReturnType<typeof operation>} written */
function withOperation(source, one, written) {
  const exported = edit.exportedNames(source);
  const missing = written.shapes.filter((shape) => !exported.includes(shape));
  if (missing.length > 0) throw new Error(`The file of the contract has no ${missing.join(' and no ')}; is "${one}" the right singular (--singular)?`);
  let text = edit.addImport(edit.addImport(source, 'z', 'zod'), 'defineRoute', '../core/route');
  for (const shape of written.needs) text = edit.addImport(text, shape, SHAPES);
  // A list of the file's own routes stays at its end.
  const at = /\nexport const \w+Routes = \[/.exec(text)?.index;
  return at === undefined ? `${text.trimEnd()}\n${exported.some((name) => text.includes(`${name} = defineRoute`)) ? '' : '\n'}${written.text}` : `${text.slice(0, at).trimEnd()}\n${written.text}${text.slice(at)}`;
}

/** Some files of contracts list their routes themselves, others leave it to the list of the service. @param {import('@nx/devkit').Tree} tree @param {{ folder: string, path: string, noun: string, service: string, name: string }} where */
function list(tree, { folder, path, noun, service, name }) {
  const own = edit.exportedNames(read(tree, path)).find((one) => one.endsWith('Routes'));
  if (own !== undefined && edit.listOf(read(tree, `${folder}/routes.ts`), `${service}Routes`).includes(`...${own}`)) {
    change(tree, path, (source) => edit.addToList(source, own, name));
  } else {
    change(tree, `${folder}/routes.ts`, (source) => edit.addToList(edit.addImport(source, name, `./${noun}.http`), `${service}Routes`, name));
  }
}

/** @param {import('@nx/devkit').Tree} tree @param {{ folder: string, service: string, one: string, verb: string, permission: string, options: { levels?: string, posts?: string, reach?: string } }} facts */
function permit(tree, { folder, service, one, verb, permission, options }) {
  const path = `${folder}/permissions.ts`;
  if (edit.keysOf(read(tree, path), `${service}Permissions`).includes(permission)) return;
  const reads = READS.includes(verb);
  const posts = options.posts ?? (reads ? 'STAFF' : 'WRITERS');
  const reach = options.reach ?? (reads ? 'SUBTREE' : 'OWN');
  const levels = (options.levels ?? (reads ? 'N,C,S,G,D,T' : 'C,S,G')).split(',').map((level) => level.trim());
  const unknown = levels.filter((level) => !['N', 'C', 'S', 'G', 'D', 'T'].includes(level));
  if (unknown.length > 0) throw new Error(`Levels are N, C, S, G, D and T; "${unknown.join(', ')}" is none.`);
  const comment = reads ? `Read ${spaced(one)} records of the ${reach === 'OWN' ? 'own unit' : 'own subtree'}.` : `${upperFirst(spaced(verb))} ${withArticle(one)}${reach === 'OWN' ? ' of the own unit' : ''}.`;
  change(tree, path, (source) => edit.addImport(
    edit.addToObject(source, `${service}Permissions`, `/** ${comment} Source: assumption. */\n  '${permission}': { holders: [{ levels: [${levels.map((level) => `'${level}'`).join(', ')}], posts: ${posts} }], reach: '${reach}' }`),
    posts, '../core/access'));
}

module.exports = route;
