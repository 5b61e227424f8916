/** Words in their spellings: names are told in kebab-case, files and tables and classes follow from them. */
const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** @param {string} value @param {string} what */
function requireKebab(value, what) {
  if (!KEBAB.test(value)) throw new Error(`${what} is written in lower-case words joined by hyphens, e.g. member-admitted; "${value}" is not.`);
  return value;
}

/** @param {string} kebab */
const pascal = (kebab) => kebab.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
/** @param {string} kebab */
const camel = (kebab) => pascal(kebab).replace(/^./, (first) => first.toLowerCase());
/** @param {string} kebab */
const snake = (kebab) => kebab.replaceAll('-', '_');
/** @param {string} kebab */
const spaced = (kebab) => kebab.replaceAll('-', ' ');
/** @param {string} text */
const upperFirst = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** @param {string} kebab */
const withArticle = (kebab) => `${/^[aeio]/.test(kebab) ? 'an' : 'a'} ${spaced(kebab)}`;

/** One of a plural noun: `claims`, `enquiries`, `boxes`. What English spells otherwise is told by `--singular`. @param {string} plural */
function singularOf(plural) {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(plural)) return plural.slice(0, -2);
  if (plural.endsWith('s') && !plural.endsWith('ss')) return plural.slice(0, -1);
  throw new Error(`"${plural}" is no plural that follows a rule; say its singular with --singular.`);
}

module.exports = { requireKebab, pascal, camel, snake, spaced, upperFirst, withArticle, singularOf };
