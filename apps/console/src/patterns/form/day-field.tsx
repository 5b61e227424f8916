import type { Day } from '@doanket/kernel';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { Field, type FieldProps } from './field';

const TYPED = ['DD/MM/YYYY', 'D/M/YYYY', 'DDMMYYYY', 'YYYY-MM-DD'];

interface DayFieldProps extends FieldProps {
  readonly value: Day | null; readonly onChange: (day: Day | null) => void; readonly max?: Day; readonly min?: Day;
}

/** Enter takes the day that was typed; it does not send the form around it. */
const takeNotSend = (event: { key: string; preventDefault: () => void }): void => { if (event.key === 'Enter') event.preventDefault(); };

/** A calendar day, typed or picked, always dd/MM/yyyy. */
export function DayField({ value, onChange, min, max, ...field }: DayFieldProps) {
  return (
    <Field {...field}>
      {(aria) => (
        <DatePicker {...aria} className="dk-control-day" format={TYPED} placeholder="dd/mm/yyyy" onKeyDown={takeNotSend} disabled={field.disabled ?? false}
          value={value === null ? null : dayjs(value)} onChange={(day) => onChange(day === null ? null : day.format('YYYY-MM-DD'))}
          {...(min === undefined ? {} : { minDate: dayjs(min) })} {...(max === undefined ? {} : { maxDate: dayjs(max) })} />
      )}
    </Field>
  );
}
