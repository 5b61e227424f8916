/** The command line and environment of the stack tools. */
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { inRoot } from './paths.mjs';
import { DEFAULT_PORT_BASE } from './ports.mjs';

/**
 * @param {string[]} argv
 * @param {{ portBase?: number, dataDir?: string }} [defaults]
 */
export function optionsFrom(argv, defaults = {}) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'port-base': { type: 'string' },
      'data-dir': { type: 'string' },
      empty: { type: 'boolean', default: false },
      'infra-only': { type: 'boolean', default: false },
      dev: { type: 'boolean', default: false },
    },
  });
  const portBase = values['port-base'] ?? process.env.DOANKET_PORT_BASE;
  return {
    portBase: portBase === undefined ? (defaults.portBase ?? DEFAULT_PORT_BASE) : Number(portBase),
    dataDir: path.resolve(values['data-dir'] ?? defaults.dataDir ?? inRoot('.data')),
    empty: values.empty === true,
    infraOnly: values['infra-only'] === true,
    dev: values.dev === true,
    positionals,
  };
}

/**
 * The text of an error for a person: message only, since the tools name what to do in it.
 * @param {unknown} error
 */
export function textOf(error) {
  return error instanceof Error ? error.message : String(error);
}
