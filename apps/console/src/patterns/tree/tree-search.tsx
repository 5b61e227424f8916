import type { Day } from '@doanket/kernel';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeNode, TreeSource } from './tree-types';

/** Finds a node by name, with or without marks, and shows its path. */
export function TreeSearch({ source, day, onFound }: { source: TreeSource; day: Day; onFound: (node: TreeNode, path: readonly string[]) => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const asked = useDeferredValue(words.trim());
  const { data, isFetching } = useQuery({
    queryKey: [source.key, 'find', asked, day], enabled: asked.length >= 2, queryFn: ({ signal }) => source.find(asked, day, signal),
  });
  const hits = asked.length >= 2 ? data ?? [] : [];
  return (
    <div className="stack-s">
      <label><span className="visually-hidden">{t('tree.search')}</span>
        <input className="dk-control" type="search" placeholder={t('tree.search')} value={words} onChange={(event) => setWords(event.target.value)} /></label>
      {asked.length >= 2 && (
        <ul className="plain dk-tree-hits" aria-label={t('tree.found')}>
          {hits.map((hit) => (
            <li key={hit.node.code}><button type="button" className="plain-button dk-tree-hit" onClick={() => { onFound(hit.node, hit.path); setWords(''); }}>
              <span>{hit.node.name}</span><span className="soft small">{hit.pathText}</span></button></li>
          ))}
          {hits.length === 0 && !isFetching && <li className="soft">{t('tree.nothingFound')}</li>}
        </ul>
      )}
    </div>
  );
}
