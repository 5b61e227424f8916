import { addDays, daysInclusive, type Day } from '@doanket/kernel';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../format/format';
import type { TreeMark } from './tree-types';

interface DaySliderProps { readonly from: Day; readonly to: Day; readonly day: Day; readonly marks: readonly TreeMark[]; readonly onDay: (day: Day) => void }

/** A slider over days with the decisions that changed the tree as marks on it. */
export function DaySlider({ from, to, day, marks, onDay }: DaySliderProps) {
  const { t } = useTranslation();
  const listId = useId();
  const [moving, setMoving] = useState<Day | null>(null);
  const length = daysInclusive(from, to) - 1;
  const at = (one: Day): number => daysInclusive(from, one < from ? from : one > to ? to : one) - 1;
  const shown = moving ?? day;
  const inside = marks.filter((mark) => mark.day >= from && mark.day <= to);
  const settle = (): void => { if (moving !== null) { onDay(moving); setMoving(null); } };
  return (
    <div className="dk-slider">
      <div className="row-spread"><label htmlFor={`${listId}-range`} className="strong">{t('tree.day', { day: dayText(shown) })}</label>
        <span className="soft small">{dayText(from)} – {dayText(to)}</span></div>
      <div className="dk-slider-track">
        <input id={`${listId}-range`} type="range" min={0} max={length} step={1} value={at(shown)} list={listId} aria-valuetext={dayText(shown)}
          onChange={(event) => setMoving(addDays(from, Number(event.target.value)))} onPointerUp={settle} onKeyUp={settle} onBlur={settle} />
        <datalist id={listId}>{inside.map((mark) => <option key={`${mark.day}${mark.label}`} value={at(mark.day)} />)}</datalist>
        <div className="dk-slider-marks" aria-hidden="true">{inside.map((mark) => <span key={`${mark.day}${mark.label}`} style={{ insetInlineStart: `${(at(mark.day) / Math.max(length, 1)) * 100}%` }} />)}</div>
      </div>
      <div className="row" role="group" aria-label={t('tree.marks')}>
        {inside.map((mark) => (
          <button key={`${mark.day}${mark.label}`} type="button" className="dk-chip" aria-pressed={mark.day === day} data-set={mark.day === day} onClick={() => onDay(mark.day)}>
            <span className="strong">{dayText(mark.day)}</span>{mark.label !== '' && <span>{mark.label}</span>}
          </button>
        ))}
      </div>
    </div>
  );
}
