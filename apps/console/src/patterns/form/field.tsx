import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldText } from '../problem/problem-text';

export interface FieldProps {
  readonly label: string;
  /** Stands below the field before anything is wrong: a ceiling, a deadline, where a rule comes from. */
  readonly hint?: ReactNode | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** Label, hint and refusal around one control. */
export function Field({ label, hint, error, required, children }: FieldProps & { children: (aria: ControlAria) => ReactNode }) {
  const { t } = useTranslation();
  const id = useId();
  const described = [hint === undefined ? null : `${id}-hint`, error === undefined ? null : `${id}-error`].filter((one) => one !== null).join(' ');
  return (
    <div className="dk-field">
      <label htmlFor={id}>{label}{required === true && <span className="dk-required" title={t('form.required')} aria-hidden="true"> *</span>}</label>
      {children({
        id, 'aria-invalid': error !== undefined, ...(described === '' ? {} : { 'aria-describedby': described }), ...(required === true ? { 'aria-required': true as const } : {}),
      })}
      {hint !== undefined && <div id={`${id}-hint`} className="soft small">{hint}</div>}
      {error !== undefined && <div id={`${id}-error`} className="dk-field-error small">{fieldText(error)}</div>}
    </div>
  );
}

export interface ControlAria { id: string; 'aria-invalid': boolean; 'aria-describedby'?: string; 'aria-required'?: true }
