/**
 * The one place for port numbers: everything is counted from one base, so a second stack (tests, a second checkout)
 * only needs another base.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import net from 'node:net';

export const DEFAULT_PORT_BASE = 4000;
/** `npm test` and the fault runs stay clear of a stack that a developer has running. */
export const TEST_PORT_BASE = 14000;

const OFFSETS = /** @type {const} */ ({
  gateway: 0,
  membership: 1,
  campaigns: 2,
  initiatives: 3,
  welfare: 4,
  awards: 5,
  reports: 6,
  gatewayMetrics: 7,
  postgres: 10,
  kafka: 11,
  kafkaController: 12,
  keycloak: 13,
  keycloakManagement: 14,
});

/** @typedef {Record<keyof typeof OFFSETS, number>} Ports */

/**
 * @param {number} base
 * @returns {Ports}
 */
export function portsFrom(base) {
  if (!Number.isInteger(base) || base < 1024 || base > 65000) {
    throw new Error(`--port-base must be a whole number from 1024 to 65000, not "${base}"`);
  }
  return /** @type {Ports} */ (Object.fromEntries(Object.entries(OFFSETS).map(([name, offset]) => [name, base + offset])));
}

/**
 * Throws one message that names every taken port and who holds it.
 * @param {Partial<Ports>} ports
 */
export async function assertPortsFree(ports) {
  const taken = [];
  for (const [name, port] of Object.entries(ports)) {
    if (!(await isFree(port))) taken.push(`port ${port} (${name}) is taken by ${holderOf(port) ?? 'an unknown process'}`);
  }
  if (taken.length > 0) {
    throw new Error(`${taken.join('\n')}\nStop it, or move the whole stack with --port-base N (or DOANKET_PORT_BASE=N).`);
  }
}

/** @param {number} port */
function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Who listens on a port, as "name (pid 123)". Reads /proc; where there is none, asks `lsof`.
 * @param {number} port
 * @returns {string | undefined}
 */
export function holderOf(port) {
  try {
    const inodes = listeningInodes(port);
    const pid = inodes.size > 0 ? pidHolding(inodes) : undefined;
    if (pid !== undefined) return describe(pid);
  } catch {
    // No /proc here.
  }
  try {
    const pid = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')[0];
    if (!pid) return undefined;
    const name = execFileSync('ps', ['-o', 'command=', '-p', pid], { encoding: 'utf8' }).trim();
    return `${name.slice(0, 100)} (pid ${pid})`;
  } catch {
    return undefined;
  }
}

/** @param {number} port */
function listeningInodes(port) {
  const LISTEN = '0A';
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
      const columns = line.trim().split(/\s+/);
      if (columns[1]?.endsWith(`:${hex}`) && columns[3] === LISTEN) inodes.add(columns[9]);
    }
  }
  return inodes;
}

/** @param {Set<string>} inodes */
function pidHolding(inodes) {
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    let descriptors = [];
    try {
      descriptors = readdirSync(`/proc/${pid}/fd`);
    } catch {
      continue; // Gone, or another user's.
    }
    for (const descriptor of descriptors) {
      try {
        const inode = /^socket:\[(\d+)]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1];
        if (inode && inodes.has(inode)) return pid;
      } catch {
        // Closed meanwhile.
      }
    }
  }
  return undefined;
}

/** @param {string} pid */
function describe(pid) {
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean).join(' ');
  return `${command.slice(0, 100) || 'a process'} (pid ${pid})`;
}
