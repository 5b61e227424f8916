import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/problem';
import { FormFields } from './form-fields';
import { emptyValues, type FormField, type Values } from './record-fields';

interface LinesFieldProps {
  readonly field: FormField & { readonly kind: 'lines' };
  readonly value: readonly Values[];
  readonly onChange: (lines: readonly Values[]) => void;
  readonly problem: Problem | null;
  readonly pointer: string;
}

/** Several things of one kind, each with its own fields: rounds of a plan, prizes, requests of a survey. */
export function LinesField({ field, value, onChange, problem, pointer }: LinesFieldProps) {
  const { t } = useTranslation();
  const change = (index: number, part: Values): void => onChange(value.map((line, at) => (at === index ? { ...line, ...part } : line)));
  const full = field.max !== undefined && value.length >= field.max;
  return (
    <fieldset className="dk-lines">
      <legend>{field.label}{field.required === true && <span className="dk-required" aria-hidden="true"> *</span>}</legend>
      {field.hint !== undefined && <p className="soft small">{field.hint}</p>}
      {value.map((line, index) => (
        <div key={index} className="dk-line" role="group" aria-label={field.line(index + 1)}>
          <div className="row-spread"><h3>{field.line(index + 1)}</h3><Button type="text" size="small" aria-label={t('form.removeLine', { line: field.line(index + 1) })} onClick={() => onChange(value.filter((_, at) => at !== index))}>{t('form.removeFile')}</Button></div>
          <FormFields fields={field.of} values={line} onChange={(part) => change(index, part)} problem={problem} prefix={`${pointer}/${index}`} />
        </div>
      ))}
      {problem?.errorAt(pointer) !== undefined && <p className="dk-field-error small">{problem.errorAt(pointer)?.detail}</p>}
      <div className="row"><Button disabled={full} onClick={() => onChange([...value, emptyValues(field.of)])}>{field.add}</Button></div>
    </fieldset>
  );
}
