import { isDay } from '@doanket/kernel';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { i18n } from '../../i18n';
import { codeOptions, codeText } from '../code/code-text';
import { DayField } from '../form/day-field';
import { SelectField, TextField } from '../form/fields';
import { dayText, numberText } from '../format/format';
import { csvFile } from '../list/csv';
import { itemOf, valueOf, type ItemField } from './item-fields';
import { readPasted } from './paste-table';

export type Typed = Readonly<Record<string, string>>;

/** Rows shown in the preview; all are sent. */
const PREVIEW = 50;

/** The Vietnamese name of a field of an item; the field's own name where none is known. */
export function labelOf(field: Pick<ItemField, 'name'>): string {
  const key = `item.${field.name.split('.').at(-1) ?? field.name}`;
  return i18n.exists(key) ? i18n.t(key) : field.name;
}

interface ItemEditorProps { readonly schema: z.ZodType; readonly fields: readonly ItemField[]; readonly rows: readonly Typed[]; readonly max: number; readonly onRows: (rows: readonly Typed[]) => void }

/** Rows of a paper: typed one by one, or pasted from a spreadsheet; what is wrong is said by row and column before anything is sent. */
export function ItemEditor({ schema, fields, rows, max, onRows }: ItemEditorProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Typed>({});
  const [text, setText] = useState('');
  const faults = useMemo(() => faultsOf(schema, fields, rows), [schema, fields, rows]);
  const pasted = useMemo(() => (text === '' ? null : readPasted(text, fields, labelOf)), [text, fields]);
  const shown = fields.filter((field) => field.required || rows.some((row) => (row[field.name] ?? '') !== ''));
  const download = (): void => {
    const url = URL.createObjectURL(csvFile('mau.csv', fields.map(labelOf), []));
    Object.assign(document.createElement('a'), { href: url, download: 'mau.csv' }).click();
    URL.revokeObjectURL(url);
  };
  return (
    <div className="stack">
      <div className="dk-fields">{fields.map((field) => <ItemInput key={field.name} field={field} value={typed[field.name] ?? ''} onChange={(value) => setTyped({ ...typed, [field.name]: value })} />)}</div>
      <div className="row"><Button disabled={rows.length >= max || fields.some((field) => field.required && (typed[field.name] ?? '') === '')} onClick={() => { onRows([...rows, typed]); setTyped({}); }}>{t('import.addRow')}</Button></div>
      <details><summary className="strong">{t('import.paste')}</summary>
        <div className="stack">
          <p className="soft">{t('import.pasteHint')} <button type="button" className="link-button" onClick={download}>{t('import.template')}</button></p>
          <TextField label={t('import.pasteLabel')} rows={6} value={text} onChange={setText} />
          {pasted !== null && <p role="status">{t('import.found', { rows: numberText(pasted.rows.length), columns: pasted.columns.filter((column) => column !== null).length, of: pasted.columns.length })}</p>}
          <div className="row"><Button disabled={pasted === null || pasted.rows.length === 0 || rows.length + pasted.rows.length > max} onClick={() => { if (pasted !== null) onRows([...rows, ...pasted.rows]); setText(''); }}>{t('import.take')}</Button></div>
        </div>
      </details>
      {rows.length > 0 && (
        <div className="stack-s">
          <p className="strong" role="status">{t('import.rows', { rows: numberText(rows.length) })}{faults.size > 0 && <span className="tag tag-danger">{t('import.faults', { rows: numberText(faults.size) })}</span>}</p>
          <div className="dk-scroll" tabIndex={0} role="region" aria-label={t('import.rowsLabel')}>
            <table className="dk-table" data-dense="true">
              <thead><tr><th scope="col">{t('import.no')}</th>{shown.map((field) => <th key={field.name} scope="col">{labelOf(field)}</th>)}<th scope="col"><span className="visually-hidden">{t('list.actions')}</span></th></tr></thead>
              <tbody>{orderOf(rows, faults).slice(0, PREVIEW).map((index) => (
                <tr key={index}>
                  <td>{numberText(index + 1)}</td>
                  {shown.map((field) => { const fault = faults.get(index)?.[field.name]; return <td key={field.name} className={fault === undefined ? undefined : 'dk-field-error'}>{shownText(field, rows[index]![field.name] ?? '')}{fault !== undefined && <span className="small"> ({fault})</span>}</td>; })}
                  <td><Button size="small" type="text" aria-label={t('import.removeRow', { n: index + 1 })} onClick={() => onRows(rows.filter((_, at) => at !== index))}>{t('form.removeFile')}</Button></td>
                </tr>
              ))}</tbody>
            </table>
          </div>
        </div>
      )}
    </div>
  );
}

/** What is wrong, by row and field. */
export function faultsOf(schema: z.ZodType, fields: readonly ItemField[], rows: readonly Typed[]): Map<number, Record<string, string>> {
  const faults = new Map<number, Record<string, string>>();
  rows.forEach((row, index) => {
    const parsed = schema.safeParse(itemOf(fields, row));
    if (!parsed.success) faults.set(index, Object.fromEntries(parsed.error.issues.map((issue) => [nameOf(fields, issue.path), issue.message])));
  });
  return faults;
}

function nameOf(fields: readonly ItemField[], path: readonly PropertyKey[]): string {
  const whole = path.map(String).join('.');
  return fields.find((field) => whole === field.name || whole.startsWith(`${field.name}.`))?.name ?? whole;
}

/** A typed value as an officer writes it: days as 05/09/2023, codes in words; anything that is neither stays as typed. */
function shownText(field: ItemField, typed: string): string {
  const value = typed === '' ? '' : valueOf(field, typed);
  if (field.kind === 'day' && typeof value === 'string' && isDay(value)) return dayText(value);
  if (field.kind === 'choice' && field.options.includes(typed)) return codeText(typed);
  return typeof value === 'boolean' ? i18n.t(value ? 'format.yes' : 'format.no') : typed;
}

/** Rows with faults first. */
function orderOf(rows: readonly Typed[], faults: ReadonlyMap<number, unknown>): number[] {
  return rows.map((_, index) => index).sort((a, b) => Number(faults.has(b)) - Number(faults.has(a)) || a - b);
}

function ItemInput({ field, value, onChange }: { field: ItemField; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const common = { label: labelOf(field), required: field.required };
  if (field.kind === 'choice') return <SelectField {...common} value={value} onChange={onChange} empty="" options={codeOptions(field.options)} />;
  if (field.kind === 'boolean') return <SelectField {...common} value={value} onChange={onChange} empty="" options={[{ value: 'true', label: t('format.yes') }, { value: '0', label: t('format.no') }]} />;
  if (field.kind === 'day') return <DayField {...common} value={/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null} onChange={(day) => onChange(day ?? '')} />;
  if (field.kind === 'lines') return <TextField {...common} rows={3} value={value} onChange={onChange} hint={t('import.linesHint', { parts: field.parts.map(labelOf).join('; ') })} />;
  return <TextField {...common} value={value} onChange={onChange} {...(field.kind === 'long' ? { rows: 3 } : {})} {...(field.kind === 'words' ? { hint: t('import.wordsHint') } : {})} />;
}
