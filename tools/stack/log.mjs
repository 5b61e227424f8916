/** The one-line-per-event log of the terminal. The full lines are in <dataDir>/logs. */
import process from 'node:process';

const LEVELS = /** @type {Record<number, string>} */ ({ 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' });
const CALM = new Set(['trace', 'debug', 'info']);
const COLOURS = /** @type {Record<string, number>} */ ({ warn: 33, error: 31, fatal: 31, stack: 36 });
/** What every line has, or what only a machine reads. */
const HIDDEN = new Set(['level', 'time', 'pid', 'hostname', 'service', 'event', 'msg', 'name', 'v', 'traceId', 'traceparent', 'correlationId', 'causationId', 'err', 'stack']);

/** @param {{ write?: (line: string) => void, colour?: boolean }} [options] */
export function terminalLog({ write = (line) => void process.stdout.write(`${line}\n`), colour = process.stdout.isTTY === true } = {}) {
  let quiet = false;
  const paint = (/** @type {string} */ text, /** @type {string} */ kind) =>
    colour && COLOURS[kind] ? `\u001b[${COLOURS[kind]}m${text}\u001b[0m` : text;
  const print = (/** @type {Date} */ at, /** @type {string} */ who, /** @type {string} */ level, /** @type {string} */ text) =>
    write(`${clock(at)} ${paint(`${who.padEnd(12)} ${level.padEnd(5)}`, COLOURS[level] ? level : who)} ${text}`);

  return {
    /** While the demo plays, only warnings of the services are shown beside its progress bar. @param {boolean} value */
    quiet: (value) => {
      quiet = value;
    },
    /** @param {string} text */
    stack: (text) => print(new Date(), 'stack', 'info', text),
    /** @param {string} name @param {string} event @param {string} detail */
    event: (name, event, detail) => print(new Date(), name, event === 'restarted' ? 'info' : 'warn', `${event}: ${detail}`),
    /**
     * One line of a service's output: JSON as pino writes it, else plain text.
     * @param {string} name
     * @param {string} line
     */
    service: (name, line) => {
      const entry = parsed(line);
      if (entry === undefined) {
        if (line.trim()) print(new Date(), name, 'warn', line);
        return;
      }
      const level = typeof entry.level === 'number' ? (LEVELS[entry.level] ?? 'info') : String(entry.level ?? 'info');
      if (quiet && CALM.has(level)) return;
      print(new Date(/** @type {any} */ (entry.time) ?? Date.now()), name, level, describe(entry));
    },
  };
}

/** @typedef {ReturnType<typeof terminalLog>} TerminalLog */

/** @param {Record<string, unknown>} entry */
function describe(entry) {
  const { event, msg, err } = entry;
  const head = [event, msg === event ? undefined : msg].filter(Boolean).join(' · ');
  const rest = Object.entries(entry)
    .filter(([key, value]) => !HIDDEN.has(key) && value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  const cause = err && typeof err === 'object' && 'message' in err ? [`err=${String(err.message)}`] : [];
  return [head, ...rest, ...cause].join(' ').slice(0, 400);
}

/** @param {string} line */
function parsed(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return /** @type {Record<string, unknown>} */ (JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** @param {Date} at */
function clock(at) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
