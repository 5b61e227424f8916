/**
 * Refuses a build whose first load carries more than 250 kB of JavaScript (gzip) before the first route.
 * Reads the manifest of the build; prints the first load and every page's own code.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { gzipSync } = require('node:zlib');

const LIMIT_BYTES = 250_000;
const dist = join(__dirname, '../dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

/** The chunk and all it imports at once. */
function reach(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) reach(next, seen);
  return seen;
}

const sizes = new Map();
const gzipBytes = (key) => {
  const { file } = manifest[key];
  if (!file.endsWith('.js')) return 0;
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
  return sizes.get(file);
};
const sum = (keys) => [...keys].reduce((total, key) => total + gzipBytes(key), 0);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = reach(entry);
const pages = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry && /\.page\.tsx$/.test(key));
const rows = pages.map((key) => ({ key, bytes: sum([...reach(key)].filter((one) => !first.has(one))) })).sort((a, b) => b.bytes - a.bytes);

console.log(`first load: ${kB(sum(first))} of ${kB(LIMIT_BYTES)} gzip`);
for (const { key, bytes } of rows) console.log(`  + ${kB(bytes).padStart(9)}  ${key.replace(/^src\//, '')}`);
if (sum(first) > LIMIT_BYTES) {
  for (const key of [...first].sort((a, b) => gzipBytes(b) - gzipBytes(a))) console.error(`  ${kB(gzipBytes(key)).padStart(10)}  ${manifest[key].file}`);
  console.error('The first load is too large: move what the first screen does not need behind a page.');
  process.exit(1);
}
