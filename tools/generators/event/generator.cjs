const edit = require('../lib/edit.cjs');
const { change, contractsOf, create, requireFreeNames, requireService } = require('../lib/repository.cjs');
const { camel, pascal, requireKebab, spaced, upperFirst, withArticle } = require('../lib/words.cjs');

/**
 * An event contract, its line in the list of the service and in its index.
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ service: string, name: string, aggregate?: string, major?: number }} options
 */
async function event(tree, { service, name, aggregate, major = 1 }) {
  requireService(tree, service);
  const words = requireKebab(name, 'An event').split('-');
  const verb = words.at(-1) ?? '';
  if (words.length < 2) throw new Error(`"${name}" says only half: name what changed and what happened to it, e.g. member-admitted.`);
  const subject = words.slice(0, -1).join('-');
  const owner = requireKebab(aggregate ?? subject, 'An aggregate');
  const constant = `${pascal(name)}V${major}`;
  const folder = contractsOf(service);
  const path = `${folder}/${name}.v${major}.ts`;
  if (tree.exists(path)) throw new Error(`${path} exists already; a released event never changes, a new version is --major=${major + 1}.`);
  requireFreeNames(tree, [constant]);

  create(tree, path, contract({ service, name, major, constant, topic: `${service}.${owner}`, key: `${camel(owner)}Id`, day: `${camel(verb)}On`, sentence: `${upperFirst(withArticle(subject))} was ${spaced(verb)}.` }));
  change(tree, `${folder}/events.ts`, (source) => edit.addToList(edit.addImport(source, constant, `./${name}.v${major}`), `${service}Events`, constant, { sorted: true }));
  change(tree, `${folder}/index.ts`, (source) => edit.addReExport(source, `./${name}.v${major}`));
  return () => console.log(`\n${constant}: fit fields and example to the facts of the event, then run "npm run docs"; the entity returns its data and the service publishes it with its tx.`);
}

/** @param {{ service: string, name: string, major: number, constant: string, topic: string, key: string, day: string, sentence: string }} facts */
function contract({ service, name, major, constant, topic, key, day, sentence }) {
  const fields = [...new Map([[key, 'z.uuid()'], ['unitId', 'z.uuid()'], [day, 'DayText'], ['decisionId', 'z.uuid()']])];
  const example = fields.map(([field, shape], at) => `${field}: ${shape === 'DayText' ? "'2023-05-04'" : `'01920000-0000-7000-8000-00000000000${at + 1}'`}`);
  return `import { z } from 'zod';
import { defineEvent } from '../core/event';
import { DayText } from '../core/shapes';

/** ${sentence} \`unitId\` is its unit on that day; \`${day}\` is the day that counts. */
export const ${constant} = defineEvent({
  type: '${service}.${name}.v${major}',
  topic: '${topic}',
  key: '${key}',
  summary: '${sentence}',
  data: z.object({ ${fields.map(([field, shape]) => `${field}: ${shape}`).join(', ')} }),
  example: {
    ${example.slice(0, 2).join(', ')},
    ${example.slice(2).join(', ')},
  },
});
`;
}

module.exports = event;
