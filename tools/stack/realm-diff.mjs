/** What a description asks for and what Keycloak says it has. */

/**
 * True when `current` lacks something of `wanted`. What is not described does not count; lists of words have no order.
 * @param {unknown} wanted
 * @param {unknown} current
 * @returns {boolean}
 */
export function differs(wanted, current) {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(current) || wanted.length !== current.length) return true;
    if (wanted.every((one) => typeof one !== 'object')) return JSON.stringify([...wanted].sort()) !== JSON.stringify([...current].sort());
    return wanted.some((one, at) => differs(one, current[at]));
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof current !== 'object' || current === null) return Object.keys(wanted).length > 0;
    const had = /** @type {Record<string, unknown>} */ (current);
    return Object.entries(wanted).some(([name, value]) => differs(value, had[name]));
  }
  return wanted !== current && !(wanted === '' && current === undefined);
}

/**
 * Names to add to a list and to take from it.
 * @param {readonly string[]} wanted
 * @param {readonly string[]} current
 */
export function changeOf(wanted, current) {
  return { add: wanted.filter((name) => !current.includes(name)), drop: current.filter((name) => !wanted.includes(name)) };
}

/**
 * The item of that name; throws when Keycloak has none.
 * @template {Record<string, any>} T
 * @param {readonly T[]} items
 * @param {string} key
 * @param {string} name
 * @returns {T}
 */
export function named(items, key, name) {
  const found = items.find((item) => item[key] === name);
  if (!found) throw new Error(`Keycloak has no ${key} ${name}`);
  return found;
}
