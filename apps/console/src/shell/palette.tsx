import { searchKey } from '@doanket/kernel';
import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../patterns/address/address';
import type { Area, Found } from './areas';
import { useSession } from './session';

/**
 * Search and command palette in one: pages at once, units and records as they are found. Loaded when first asked for.
 * Enter opens what was found for the very words that stand there; where nothing is found yet it waits for the answer.
 */
export function Palette({ areas, onClose }: { areas: readonly Area[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  const { may } = useSession();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const [entered, setEntered] = useState(false);
  const asked = words.trim();
  const listId = useId();

  const pages: Found[] = areas.flatMap((area) => area.links.map((link) => ({
    title: area.links.length === 1 ? t(`area.${area.key}`) : t(`nav.${link.key}`), hint: t(`area.${area.key}`), to: link.to,
  })));
  const key = searchKey(asked);
  const matching = pages.filter((page) => key === '' || searchKey(`${page.title} ${page.hint}`).includes(key)).slice(0, 8);
  const finders = areas.filter((area) => area.find !== undefined && (area.findNeeds === undefined || area.findNeeds.some(may)));
  const { data: records, isFetching } = useQuery({
    queryKey: ['palette', asked],
    enabled: asked.length >= 2 && finders.length > 0,
    queryFn: async ({ signal }) => (await Promise.all(finders.map((area) => area.find!(asked, signal).catch(() => [])))).flat(),
  });
  const hits = [...matching, ...(records ?? [])];
  const current = Math.min(at, hits.length - 1);

  const follow = (hit: Found | undefined): void => {
    setEntered(false);
    if (hit === undefined) return;
    onClose();
    open(hit.to);
  };
  useEffect(() => { if (entered && (hits.length > 0 || !isFetching)) follow(hits[current]); });
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(current + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(current - 1, 0));
    else if (event.key === 'Enter') setEntered(true);
    else return;
    event.preventDefault();
  };
  return (
    <Modal open title={<span className="visually-hidden">{t('palette.title')}</span>} onCancel={onClose} footer={null} closable={false} width={560} style={{ top: 72 }}>
      <div className="stack-s" onKeyDown={press}>
        <input autoFocus className="dk-palette-input" role="combobox" aria-expanded="true" aria-controls={listId} aria-label={t('palette.label')} placeholder={t('palette.placeholder')}
          aria-activedescendant={hits.length === 0 ? undefined : `${listId}-${current}`} value={words} onChange={(event) => { setWords(event.target.value); setAt(0); setEntered(false); }} />
        <ul id={listId} role="listbox" aria-label={t('palette.results')} className="plain dk-palette-list">
          {hits.map((hit, index) => (
            <li key={`${hit.to}-${index}`} id={`${listId}-${index}`} role="option" aria-selected={index === current} className="dk-palette-hit"
              onMouseMove={() => setAt(index)} onClick={() => follow(hit)}>
              <span>{hit.title}</span><span className="soft small">{hit.hint}</span>
            </li>
          ))}
        </ul>
        <p className="soft small" role="status">
          {hits.length === 0 && !isFetching ? t('palette.nothing') : isFetching ? t('palette.searching') : t('palette.hint')}
        </p>
      </div>
    </Modal>
  );
}
