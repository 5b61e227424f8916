import type { Problem } from '../../api/problem';
import { DayField } from './day-field';
import { CheckField, NumberField, SelectField, TextField } from './fields';
import { FileField, type StoredFile } from './file-field';
import { LinesField } from './lines-field';
import { LookupField, type Choice } from './lookup-field';
import { LookupsField } from './lookups-field';
import { saidIn, standing, type FormField, type Values } from './record-fields';

/** Fields that need the whole width. */
const WIDE: readonly FormField['kind'][] = ['long', 'lines', 'choices', 'lookups'];

interface FormFieldsProps {
  readonly fields: readonly FormField[];
  readonly values: Values;
  readonly onChange: (part: Values) => void;
  readonly problem: Problem | null;
  readonly prefix?: string;
}

/** The fields of a form as they are described: short ones beside each other, long ones below. */
export function FormFields({ fields, values, onChange, problem, prefix = '/body' }: FormFieldsProps) {
  return (
    <div className="dk-fields">
      {standing(fields, values).map((field) => (
        <div key={field.name} className={WIDE.includes(field.kind) ? 'dk-fields-wide' : undefined}>
          <OneField field={field} values={values} onChange={onChange} problem={problem} pointer={`${prefix}/${field.name.replaceAll('.', '/')}`} />
        </div>
      ))}
    </div>
  );
}

function OneField({ field, values, onChange, problem, pointer }: { field: FormField; values: Values; onChange: (part: Values) => void; problem: Problem | null; pointer: string }) {
  const value = saidIn(field, values);
  const set = (next: unknown): void => onChange({ [field.name]: next });
  const common = { label: field.label, hint: field.hint, required: field.required ?? false, error: problem?.errorAt(pointer)?.detail ?? field.check?.(value, values) ?? undefined };
  switch (field.kind) {
    case 'long': return <TextField {...common} rows={field.rows ?? 4} value={value as string} onChange={set} {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })} />;
    case 'password': return <TextField {...common} secret value={value as string} onChange={set} maxLength={128} />;
    case 'number': return <NumberField {...common} value={value as number | null} onChange={set} {...(field.unit === undefined ? {} : { unit: field.unit })} {...(field.max === undefined ? {} : { max: field.max })} />;
    case 'year': return <NumberField {...common} year max={2200} value={value as number | null} onChange={set} />;
    case 'decimal': return <TextField {...common} value={value as string} onChange={set} maxLength={24} />;
    case 'day': return <DayField {...common} value={value as string | null} onChange={set} {...(field.min === undefined ? {} : { min: field.min })} {...(field.max === undefined ? {} : { max: field.max })} />;
    case 'check': return <CheckField label={field.label} hint={field.hint} checked={value === true} onChange={set} />;
    case 'choice': return <SelectField {...common} value={value as string} onChange={set} options={field.options} {...(field.empty === undefined ? {} : { empty: field.empty })} />;
    case 'choices': return <Choices field={field} value={value as readonly string[]} onChange={set} error={common.error} />;
    case 'lookup': return <LookupField {...common} kind={field.of} find={field.find} value={value as Choice | null} onChange={set} {...(field.atOnce === true ? { atOnce: true } : {})} />;
    case 'lookups': return <LookupsField {...common} of={field.of} find={field.find} value={value as readonly Choice[]} onChange={set} {...(field.atOnce === true ? { atOnce: true } : {})} {...(field.all === undefined ? {} : { all: field.all })} />;
    case 'file': return <FileField {...common} value={value as StoredFile | null} onChange={set} upload={field.upload} />;
    case 'lines': return <LinesField field={field} value={value as readonly Values[]} onChange={set} problem={problem} pointer={pointer} />;
    default: return <TextField {...common} value={value as string} onChange={set} {...('maxLength' in field && field.maxLength !== undefined ? { maxLength: field.maxLength } : {})} {...('placeholder' in field && field.placeholder !== undefined ? { placeholder: field.placeholder } : {})} />;
  }
}

function Choices({ field, value, onChange, error }: { field: FormField & { readonly kind: 'choices' }; value: readonly string[]; onChange: (value: readonly string[]) => void; error: string | undefined }) {
  return (
    <fieldset className="dk-boxes">
      <legend>{field.label}{field.required === true && <span className="dk-required" aria-hidden="true"> *</span>}</legend>
      {field.options.map((option) => <CheckField key={option.value} label={option.label} checked={value.includes(option.value)} onChange={(on) => onChange(on ? [...value, option.value] : value.filter((one) => one !== option.value))} />)}
      {field.hint !== undefined && <p className="soft small">{field.hint}</p>}
      {error !== undefined && <p className="dk-field-error small">{error}</p>}
    </fieldset>
  );
}
