import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '../../api/problem';
import { ProblemNote } from '../problem/problem-note';
import type { FieldProps } from './field';
import { LookupField, type Choice } from './lookup-field';
import type { Find } from './record-fields';

interface LookupsFieldProps extends FieldProps {
  readonly of: string; readonly find: Find; readonly atOnce?: boolean;
  readonly value: readonly Choice[]; readonly onChange: (value: readonly Choice[]) => void;
  readonly all?: { readonly label: string; readonly load: () => Promise<readonly Choice[]> };
}

/** Several of many: found by typing, kept as chips; or all of a kind at once. */
export function LookupsField({ of, find, atOnce, value, onChange, all, ...field }: LookupsFieldProps) {
  const { t } = useTranslation();
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const add = (more: readonly Choice[]): void => onChange([...value, ...more.filter((one) => !value.some((had) => had.value === one.value))]);
  const addAll = async (): Promise<void> => {
    setLoading(true);
    setProblem(null);
    try { add(await all!.load()); } catch (error) { setProblem(toProblem(error)); } finally { setLoading(false); }
  };
  return (
    <div className="stack-s">
      <LookupField {...field} kind={of} value={null} onChange={(choice) => { if (choice !== null) add([choice]); }} find={find} {...(atOnce === true ? { atOnce } : {})} />
      {(value.length > 0 || all !== undefined) && (
        <div className="row dk-chosen" role="group" aria-label={t('form.chosen', { field: field.label })}>
          {value.map((one) => (
            <button key={one.value} type="button" className="dk-chip" data-set="true" aria-label={t('form.removeChoice', { choice: one.label })} onClick={() => onChange(value.filter((had) => had.value !== one.value))}>{one.label}<CloseOutlined aria-hidden="true" /></button>
          ))}
          {all !== undefined && <Button size="small" loading={loading} onClick={() => { void addAll(); }}>{all.label}</Button>}
          {value.length > 1 && <Button size="small" type="text" onClick={() => onChange([])}>{t('form.removeAll')}</Button>}
        </div>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
    </div>
  );
}
