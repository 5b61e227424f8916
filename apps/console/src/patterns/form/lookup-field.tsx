import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, type FieldProps } from './field';

export interface Choice { readonly value: string; readonly label: string; readonly hint?: string }

interface LookupFieldProps extends FieldProps {
  /** Names the kind of thing in the cache, e.g. `units`. */
  readonly kind: string;
  readonly value: Choice | null;
  readonly onChange: (choice: Choice | null) => void;
  readonly find: (words: string, signal: AbortSignal) => Promise<readonly Choice[]>;
}

/** Finds one of many by typing, with or without marks; arrows and Enter choose. */
export function LookupField({ kind, value, onChange, find, ...field }: LookupFieldProps) {
  const { t } = useTranslation();
  const listId = useId();
  const [words, setWords] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const asked = useDeferredValue(words?.trim() ?? '');
  const open = words !== null && words.trim().length >= 2;
  const { data: hits = [], isFetching } = useQuery({ queryKey: ['lookup', kind, asked], enabled: open, queryFn: ({ signal }) => find(asked, signal) });
  const choose = (choice: Choice | undefined): void => { if (choice !== undefined) { onChange(choice); setWords(null); } };
  const press = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') choose(hits[at]);
    else if (event.key === 'Escape') setWords(null);
    else return;
    event.preventDefault();
  };
  return (
    <Field {...field}>
      {(aria) => (
        <div className="dk-lookup">
          <input {...aria} className="dk-control" role="combobox" autoComplete="off" aria-expanded={open} aria-controls={listId} aria-autocomplete="list"
            aria-activedescendant={open && hits.length > 0 ? `${listId}-${at}` : undefined} disabled={field.disabled} placeholder={t('form.lookup')}
            value={words ?? value?.label ?? ''} onKeyDown={press} onBlur={() => setWords(null)}
            onChange={(event) => { setWords(event.target.value); setAt(0); if (event.target.value === '') onChange(null); }} />
          <ul id={listId} role="listbox" aria-label={field.label} className="plain dk-lookup-list" hidden={!open || hits.length === 0}>
            {hits.map((hit, index) => (
              <li key={hit.value} id={`${listId}-${index}`} role="option" aria-selected={index === at} onMouseDown={(event) => { event.preventDefault(); choose(hit); }}>
                <span>{hit.label}</span>{hit.hint !== undefined && <span className="soft small">{hit.hint}</span>}
              </li>
            ))}
          </ul>
          <span className="visually-hidden" role="status">{open && !isFetching && hits.length === 0 ? t('form.lookupNothing') : ''}</span>
        </div>
      )}
    </Field>
  );
}
