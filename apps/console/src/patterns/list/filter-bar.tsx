import { CloseOutlined } from '@ant-design/icons';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chosenKey, chosenQuery } from '../form/chosen';
import { LookupBox, type Choice } from '../form/lookup-field';
import { useNarrow } from '../../theme/use-look';
import type { SavedView } from './list-memory';
import type { Filter, FilterValues } from './list-types';

const TYPING_PAUSE_MS = 200;
/** So many filters stand beside each other on a phone too. */
const FOLDED_FROM = 3;

interface FilterBarProps {
  readonly filters: readonly Filter[];
  readonly values: FilterValues;
  readonly onChange: (values: Readonly<Record<string, string | null>>) => void;
  readonly views: readonly SavedView[];
  readonly onViews: (views: readonly SavedView[]) => void;
  readonly children: ReactNode;
}

/** Filters of a list: controls above, what is set as chips below. They live in the address. */
export function FilterBar({ filters, values, onChange, views, onViews, children }: FilterBarProps) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const set = Object.entries(values);
  const chosen = useChosen(filters, values);
  const chipText = (key: string, value: string): string => {
    const filter = filters.find((one) => one.key === key);
    return `${filter?.label ?? key}: ${filter?.options?.find((option) => option.value === value)?.label ?? chosen(key)?.label ?? value}`;
  };
  const control = (filter: Filter): ReactNode => <FilterControl key={filter.key} filter={filter} value={values[filter.key] ?? ''} chosen={chosen(filter.key)} onChange={(value) => onChange({ [filter.key]: value === '' ? null : value })} />;
  // On a phone many filters would push the list off the screen: the others open below the first, what is set stands as chips.
  const folded = narrow && filters.length > FOLDED_FROM;
  const [first, more] = folded ? [filters.slice(0, 1), filters.slice(1)] : [filters, []];
  const save = (): void => {
    const name = set.map(([key, value]) => chipText(key, value)).join(', ');
    onViews([...views.filter((view) => view.name !== name), { name, search: values }]);
  };
  return (
    <div className="stack-s">
      <div className="dk-filters no-print">
        {first.map(control)}
        {more.length > 0 && <details className="dk-more-filters"><summary>{t('list.moreFilters')}</summary><div className="dk-filters">{more.map(control)}</div></details>}
        <span className="grow" />
        {children}
      </div>
      {(set.length > 0 || views.length > 0) && (
        <div className="row" role="group" aria-label={t('list.filtersSet')}>
          {set.map(([key, value]) => (
            <button key={key} type="button" className="dk-chip" data-set="true" onClick={() => onChange({ [key]: null })} aria-label={t('list.removeFilter', { filter: chipText(key, value) })}>
              {chipText(key, value)}<CloseOutlined aria-hidden="true" />
            </button>
          ))}
          {set.length > 0 && <Button type="text" size="small" onClick={save}>{t('list.saveView')}</Button>}
          {set.length === 0 && views.map((view) => (
            <span key={view.name} className="dk-chip">
              <button type="button" className="plain-button" onClick={() => onChange(view.search)}>{view.name}</button>
              <button type="button" className="plain-button" aria-label={t('list.forgetView', { name: view.name })} onClick={() => onViews(views.filter((one) => one !== view))}><CloseOutlined aria-hidden="true" /></button>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function FilterControl({ filter, value, chosen, onChange }: { filter: Filter; value: string; chosen: Choice | null; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value || filter.options !== undefined || filter.lookup !== undefined) return undefined;
    const timer = setTimeout(() => onChange(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, filter.options, filter.lookup, onChange]);
  if (filter.lookup !== undefined) {
    const { of, find, atOnce = false } = filter.lookup;
    const take = (choice: Choice | null): void => {
      if (choice !== null) client.setQueryData(chosenKey(of, choice.value), choice);
      onChange(choice?.value ?? '');
    };
    return <div className="dk-filter"><LookupBox kind={of} find={find} atOnce={atOnce} value={chosen} onChange={take} label={filter.label} placeholder={filter.label} aria={{ 'aria-label': filter.label }} /></div>;
  }
  if (filter.options !== undefined) {
    return (
      <label className="dk-filter"><span className="visually-hidden">{filter.label}</span>
        <select className="dk-control" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{filter.label}: {t('list.all')}</option>
          {filter.options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
      </label>
    );
  }
  return (
    <label className="dk-filter"><span className="visually-hidden">{filter.label}</span>
      <input className="dk-control" type="search" placeholder={filter.label} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </label>
  );
}

/** What the codes in the address are called; the code itself until that is known. */
function useChosen(filters: readonly Filter[], values: FilterValues): (key: string) => Choice | null {
  const asked = filters.flatMap(({ key, lookup }) => { const value = values[key]; return lookup === undefined || value === undefined ? [] : [{ key, value, lookup }]; });
  const answers = useQueries({ queries: asked.map(({ value, lookup: { of, find } }) => chosenQuery(of, value, find)) });
  return (key) => {
    const index = asked.findIndex((one) => one.key === key);
    return index < 0 ? null : answers[index]?.data ?? { value: asked[index]!.value, label: asked[index]!.value };
  };
}
