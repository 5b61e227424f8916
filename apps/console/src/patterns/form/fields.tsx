import { useId, useState, type ReactNode } from 'react';
import { numberText } from '../format/format';
import { Field, type FieldProps } from './field';

interface TextFieldProps extends FieldProps {
  readonly value: string; readonly onChange: (value: string) => void;
  readonly rows?: number; readonly maxLength?: number; readonly autoFocus?: boolean; readonly placeholder?: string;
  /** A password: shown as dots, remembered by nobody. */
  readonly secret?: boolean;
}

/** One line of text, or several with `rows`. */
export function TextField({ value, onChange, rows, maxLength, autoFocus, placeholder, secret, ...field }: TextFieldProps) {
  const common = {
    value, disabled: field.disabled, maxLength, placeholder, autoFocus, className: 'dk-control',
  };
  return (
    <Field {...field}>
      {(aria) => rows === undefined
        ? <input {...common} {...aria} {...(secret === true ? { type: 'password', autoComplete: 'new-password' } : {})} onChange={(event) => onChange(event.target.value)} />
        : <textarea {...common} {...aria} rows={rows} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

export interface Option { readonly value: string; readonly label: string; readonly disabled?: boolean }

/** One of a few. An empty `value` shows `empty`. */
export function SelectField({ value, onChange, options, empty, ...field }: FieldProps & { value: string; onChange: (value: string) => void; options: readonly Option[]; empty?: string }) {
  return (
    <Field {...field}>
      {(aria) => (
        <select {...aria} className="dk-control" value={value} disabled={field.disabled} onChange={(event) => onChange(event.target.value)}>
          {(empty !== undefined || value === '') && <option value="">{empty ?? ''}</option>}
          {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}

/** A whole number, grouped while it is not being typed; money with `unit` "đ". */
export function NumberField({ value, onChange, unit, max, year = false, ...field }: FieldProps & { value: number | null; onChange: (value: number | null) => void; unit?: string; max?: number; /** A year is not grouped: 2026. */ year?: boolean }) {
  const [typing, setTyping] = useState(false);
  const shown = value === null ? '' : typing || year ? String(value) : numberText(value);
  const take = (text: string): void => {
    const digits = text.replace(/\D/g, '');
    const next = digits === '' ? null : Number(digits);
    if (next === null || Number.isSafeInteger(next)) onChange(next === null || max === undefined ? next : Math.min(next, max));
  };
  return (
    <Field {...field}>
      {(aria) => (
        <span className="dk-with-unit">
          <input {...aria} className="dk-control num" inputMode="numeric" disabled={field.disabled} value={shown}
            onFocus={() => setTyping(true)} onBlur={() => setTyping(false)} onChange={(event) => take(event.target.value)} />
          {unit !== undefined && <span className="soft" aria-hidden="true">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

/** Yes or no. */
export function CheckField({ label, checked, onChange, disabled, hint }: { label: string; checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className="dk-field">
      <label className="dk-check"><input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} {...(hint === undefined ? {} : { 'aria-describedby': id })} /><span>{label}</span></label>
      {hint !== undefined && <div id={id} className="soft small">{hint}</div>}
    </div>
  );
}
