import * as contracts from '@doanket/contracts';
import vi from './vi.json';

/** Lists with words of their own, or that no page shows. */
const ELSEWHERE = new Set(['POSTS', 'HEADS', 'STAFF', 'WRITERS', 'REACHES', 'LEVELS', 'BODIES', 'LEADING_BODIES', 'SIGN_IN_PROBLEMS', 'SIGNED_OUT_REASONS', 'DOSSIER_ACTIONS', 'ACTION_OBSTACLES', 'QUEUE_REASONS', 'DEAD_LETTER_REASONS', 'TREE_CHANGES', 'UNIT_TYPES', 'MOVEMENT_STATES', 'THEME_KINDS', 'PETITION_SOURCES', 'REBUILD_STATES', 'RECOGNITION_LEVELS', 'ROUND_INDICATORS']);
const words = vi.code as Readonly<Record<string, string>>;

const exported: readonly (readonly [string, unknown])[] = Object.entries(contracts);
const lists = exported.filter((entry): entry is [string, readonly string[]] => {
  const [name, value] = entry;
  return !ELSEWHERE.has(name) && Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && /^[A-Z][A-Z0-9_]+$/.test(one));
});

it.each(lists)('speaks of every %s in Vietnamese', (_, codes) => {
  expect(codes.filter((code) => words[code] === undefined)).toEqual([]);
});

it('names every kind of paper decision', () => {
  const kinds = Object.values(contracts.PAPER_ITEMS).flatMap((items) => Object.keys(items));
  expect(kinds.filter((kind) => words[kind] === undefined)).toEqual([]);
});

it('names every column of an insurance file', () => {
  const columns = Object.values(contracts.EXCHANGE_COLUMNS).flat().map((column) => column.replace('*', ''));
  expect(columns.filter((column) => !(column in vi.exchangeColumn))).toEqual([]);
});
