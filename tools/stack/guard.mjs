/**
 * The guard: one small process that outlives the stack's parent by seconds. It holds the reading end of a pipe whose
 * writing end only the parent has; when the parent is gone, however it died, the pipe closes and the guard ends every
 * process the parent had named to it. So nothing stays behind after `kill -9` of the parent.
 *
 * Protocol, one line each: `+<pid> <signal>` (a process group to end with this signal), `-<pid>` (it has ended).
 * Usage: node guard.mjs <stack id>. Processes that carry DOANKET_STACK=<stack id> in their environment and were not
 * named in time (the parent died between starting and naming them) are found through /proc.
 */
import { readFileSync, readdirSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';

const GRACE_MS = 4000;
const stackId = process.argv[2] ?? '';
/** @type {Map<number, NodeJS.Signals>} */
const groups = new Map();

// A Ctrl-C in the terminal must not take the guard along; it lives as long as its pipe.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [, sign, pid, signal] = /^([+-])(\d+)(?: (SIG\w+))?$/.exec(line) ?? [];
  if (sign === '+') groups.set(Number(pid), /** @type {NodeJS.Signals} */ (signal ?? 'SIGTERM'));
  if (sign === '-') groups.delete(Number(pid));
});
lines.on('close', () => void endAll());

async function endAll() {
  for (const pid of strays()) groups.set(pid, 'SIGTERM');
  for (const [pid, signal] of groups) send(pid, signal);
  const deadline = Date.now() + GRACE_MS;
  while (groups.size > 0 && Date.now() < deadline) {
    for (const pid of groups.keys()) if (!send(pid, 0)) groups.delete(pid);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const pid of [...groups.keys(), ...strays()]) send(pid, 'SIGKILL');
  process.exit(0);
}

/**
 * Signals the process group, or the process where it leads none; false when there is nobody left.
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 */
function send(pid, signal) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return true;
    } catch {
      // Try the process itself, then give up.
    }
  }
  return false;
}

/** Processes of this stack that nobody named. */
function strays() {
  if (!stackId) return [];
  try {
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid && !groups.has(Number(entry)))
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`DOANKET_STACK=${stackId}`);
        } catch {
          return false;
        }
      })
      .map(Number);
  } catch {
    return []; // No /proc: the named groups are all we know.
  }
}
