import { getUnit, listUnits, type UnitView } from '@doanket/contracts';
import { call } from '../api/call';
import { findUnits } from '../api/lookups';
import type { TreeNode, TreeSource } from '../patterns/tree/tree-types';
import { unitNotes } from './unit-words';

/** Children asked for at once, and the most that one node shows. */
const PAGE = 100;
const MOST = 1_000;

/** Siblings as people count them: phường 2 before phường 10. */
const byName = new Intl.Collator('vi', { numeric: true });

const nodeOf = (unit: UnitView): TreeNode => ({
  code: unit.code, name: unit.name, hasChildren: unit.childCount > 0, ended: ['ENDED', 'MERGED', 'TRANSFERRED_OUT'].includes(unit.state), notes: unitNotes(unit),
});

/** The tree as the post acted as sees it: its unit is the root. `knownOn`: as it was known then. */
export function treeSourceOf(rootCode: string, knownOn: string | null): TreeSource {
  const known = knownOn === null ? {} : { knownOn };
  return {
    key: `units-of-${rootCode}${knownOn === null ? '' : `-known-${knownOn}`}`,
    children: async (parent, asOf, signal) => {
      if (parent === null) return [nodeOf(await call(getUnit, { params: { code: rootCode }, query: { asOf, ...known } }, { signal }))];
      const nodes: TreeNode[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: UnitView[]; nextCursor: string | null } = await call(listUnits, { query: { parent, asOf, ...known, limit: PAGE, ...(cursor === null ? {} : { cursor }) } }, { signal });
        nodes.push(...page.items.map(nodeOf));
        cursor = page.nextCursor;
      } while (cursor !== null && nodes.length < MOST);
      return nodes.sort((a, b) => byName.compare(a.name, b.name));
    },
    find: async (words, asOf, signal) => (await findUnits(words, signal, { asOf, ...known })).map((unit) => ({ node: nodeOf(unit), path: unit.path, pathText: unit.path.slice(0, -1).join(' › ') })),
  };
}
