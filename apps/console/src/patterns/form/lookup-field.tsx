import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { chosenQuery } from './chosen';
import { Field, type ControlAria, type FieldProps } from './field';

export interface Choice { readonly value: string; readonly label: string; readonly hint?: string }

/** A code as it is kept in a draft or an address; the field finds its name itself. */
export const codeChosen = (code: string): Choice | null => (code === '' ? null : { value: code, label: code });

interface LookupProps {
  /** Names the kind of thing in the cache, e.g. `units`. */
  readonly kind: string;
  readonly value: Choice | null;
  readonly onChange: (choice: Choice | null) => void;
  readonly find: (words: string, signal: AbortSignal) => Promise<readonly Choice[]>;
  /** Offers what there is before anything is typed; for short lists. */
  readonly atOnce?: boolean;
}

/** A lookup with its label, hint and refusal. */
export function LookupField({ kind, value, onChange, find, atOnce = false, ...field }: LookupProps & FieldProps) {
  const { t } = useTranslation();
  return (
    <Field {...field}>
      {(aria) => <LookupBox kind={kind} value={value} onChange={onChange} find={find} atOnce={atOnce} label={field.label} disabled={field.disabled ?? false} placeholder={t(atOnce ? 'form.choose' : 'form.lookup')} aria={aria} />}
    </Field>
  );
}

const LEAST_LETTERS = 2;

/**
 * Finds one of many by typing, with or without marks; arrows and Enter choose. Only an answer to the very words that
 * stand in the field can be chosen: Enter before it has come waits for it, also when the next field is reached meanwhile.
 */
export function LookupBox({ kind, value, onChange, find, atOnce = false, label, placeholder, disabled = false, aria }: LookupProps & { label: string; placeholder: string; disabled?: boolean; aria: ControlAria | { 'aria-label': string } }) {
  const { t } = useTranslation();
  const listId = useId();
  const [words, setWords] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [entered, setEntered] = useState(false);
  const asked = words?.trim() ?? '';
  const open = words !== null && (atOnce || asked.length >= LEAST_LETTERS);
  const { data: hits, isFetching } = useQuery({ queryKey: ['lookup', kind, asked], enabled: open, queryFn: ({ signal }) => find(asked, signal) });
  const shown = open ? hits ?? [] : [];
  // A value that came with the address has no other name yet than its code.
  const unnamed = value !== null && value.label === value.value ? value.value : null;
  const named = useQuery({ ...chosenQuery(kind, unnamed ?? '', find), enabled: unnamed !== null });
  const name = unnamed === null ? value?.label : named.data?.label ?? unnamed;
  const choose = (choice: Choice | undefined): void => {
    setEntered(false);
    if (choice !== undefined) { onChange(choice); setWords(null); }
  };
  useEffect(() => { if (entered && hits !== undefined) choose(hits[at]); });
  const type = (text: string): void => {
    setWords(text);
    setAt(0);
    setEntered(false);
    if (text === '') onChange(null);
  };
  const press = (event: KeyboardEvent): void => {
    if (!open) {
      if (atOnce && event.key === 'ArrowDown') { setWords(''); event.preventDefault(); }
      return;
    }
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, shown.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') setEntered(true);
    else if (event.key === 'Escape') { setWords(null); event.stopPropagation(); }
    else return;
    event.preventDefault();
  };
  return (
    <div className="dk-lookup">
      <input {...aria} className="dk-control" role="combobox" autoComplete="off" aria-expanded={open && shown.length > 0} aria-controls={listId} aria-autocomplete="list"
        aria-activedescendant={shown.length > 0 ? `${listId}-${at}` : undefined} disabled={disabled} placeholder={placeholder}
        value={words ?? name ?? ''} onKeyDown={press} onBlur={() => { if (!entered) setWords(null); }} onClick={() => { if (atOnce && words === null) setWords(''); }} onChange={(event) => type(event.target.value)} />
      <ul id={listId} role="listbox" aria-label={label} className="plain dk-lookup-list" hidden={shown.length === 0}>
        {shown.map((hit, index) => (
          <li key={hit.value} id={`${listId}-${index}`} role="option" aria-selected={index === at} onMouseDown={(event) => { event.preventDefault(); choose(hit); }}>
            <span>{hit.label}</span>{hit.hint !== undefined && <span className="soft small">{hit.hint}</span>}
          </li>
        ))}
      </ul>
      <span className="visually-hidden" role="status">{open && !isFetching && shown.length === 0 ? t('form.lookupNothing') : ''}</span>
    </div>
  );
}
