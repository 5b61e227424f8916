/** Counts of one `npm test`: what passed, what failed, and the names of what failed. */

export class Ledger {
  passed = 0;
  failed = 0;
  /** @type {string[]} */
  failures = [];

  /** @param {string} name @param {boolean} passed */
  check(name, passed) {
    if (passed) this.passed += 1;
    else this.fail(name);
  }

  /** @param {string} name */
  fail(name) {
    this.failed += 1;
    this.failures.push(name);
  }

  /**
   * Counts of a test run; a skipped test is a failure: nobody knows what it would have said.
   * @param {string} name
   * @param {{ passed: number, failed: number, skipped?: number, failures?: string[] }} counts
   */
  add(name, { passed, failed, skipped = 0, failures = [] }) {
    this.passed += passed;
    this.failed += failed + skipped;
    this.failures.push(...failures.map((failure) => `${name}: ${failure}`));
    if (failures.length < failed) this.failures.push(`${name}: ${failed - failures.length} more`);
    if (skipped > 0) this.failures.push(`${name}: ${skipped} skipped`);
  }

  /** The last line of `npm test`. */
  total() {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}
