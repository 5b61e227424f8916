/** Names the steps of a start, shows them as they end, and prints their seconds at the end. */

/** @typedef {<T>(name: string, work: () => Promise<T> | T) => Promise<T>} Phase */

/** A step that takes longer is announced, so that nobody stares at an empty terminal. */
const ANNOUNCE_AFTER_MS = 4000;

/** @param {(line: string) => void} print */
export function phases(print) {
  /** @type {{ name: string, seconds: number }[]} */
  const done = [];
  const begin = performance.now();
  const secondsSince = (/** @type {number} */ start) => (performance.now() - start) / 1000;

  /** @type {Phase} */
  const phase = async (name, work) => {
    const start = performance.now();
    const announcement = setTimeout(() => print(`${name} …`), ANNOUNCE_AFTER_MS);
    try {
      const result = await work();
      const seconds = secondsSince(start);
      done.push({ name, seconds });
      print(`${name} — ${seconds.toFixed(1)} s`);
      return result;
    } finally {
      clearTimeout(announcement);
    }
  };
  return {
    phase,
    done,
    /** One line: every phase with its seconds, and the whole. Phases that ran side by side overlap. */
    summary: () => [...done.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)}`), `in all ${secondsSince(begin).toFixed(1)} s`].join(' · '),
  };
}
