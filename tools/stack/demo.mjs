/** Plays the demo year through the public API, once. Its progress bar owns the terminal meanwhile. */
import process from 'node:process';
import { inRoot } from './paths.mjs';

/** @param {import('./stack.mjs').Stack} stack */
export async function playDemo(stack) {
  stack.log.quiet(true);
  try {
    await stack.group.run({
      name: 'demo year',
      command: process.execPath,
      args: ['--enable-source-maps', inRoot('tools/dist/demo/main.js')],
      env: stack.toolEnv(),
      logFile: stack.context.logFile('demo'),
      inherit: true,
    });
  } finally {
    stack.log.quiet(false);
  }
}
