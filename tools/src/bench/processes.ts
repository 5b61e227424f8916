import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Process { readonly pid: number; readonly parent: number; readonly residentKb: number; readonly command: string }

/** Processes of this machine, as `ps` tells them on Linux and macOS alike. */
export function processes(): Process[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,comm='], { encoding: 'utf8' });
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    if (match === null) return [];
    const [, pid = '', parent = '', rss = '', command = ''] = match;
    return [{ pid: Number(pid), parent: Number(parent), residentKb: Number(rss), command }];
  });
}

/** The process and everything below it. */
export function treeOf(all: readonly Process[], root: number): Process[] {
  const own = all.filter(({ pid }) => pid === root);
  return [...own, ...all.filter(({ parent }) => parent === root).flatMap(({ pid }) => treeOf(all, pid))];
}

/**
 * Memory in kB that the processes really take. Where Linux tells it, pages that several share count once (PSS): the
 * processes of PostgreSQL share their buffers, and plain RSS would count these once for each connection.
 */
export function memoryOf(processes: readonly Process[]): number {
  return processes.reduce((sum, { pid, residentKb }) => sum + (proportional(pid) ?? residentKb), 0);
}

function proportional(pid: number): number | null {
  try {
    const match = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return match === null ? null : Number(match[1]);
  } catch {
    return null;
  }
}

/**
 * Seconds on a processor of all threads of a process: to the nanosecond of the scheduler on Linux, for a resting process runs less
 * than one tick of `ps` between two looks; elsewhere as `ps` tells it.
 */
export function cpuSecondsOf(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  if (existsSync(`/proc/${pid}/schedstat`)) {
    return readdirSync(tasks).reduce((sum, thread) => sum + Number(readFileSync(`${tasks}/${thread}/schedstat`, 'utf8').split(' ')[0]), 0) / 1e9;
  }
  return secondsOf(execFileSync('ps', ['-p', String(pid), '-o', 'time='], { encoding: 'utf8' }).trim());
}

/** `[[dd-]hh:]mm:ss[.cc]` in seconds. */
function secondsOf(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse();
  return Number(days) * 86_400 + clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
