import { CalendarOutlined } from '@ant-design/icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../patterns/address/as-of';
import { dayText } from '../patterns/format/format';

const DayDialog = lazy(() => import('./day-dialog').then((m) => ({ default: m.DayDialog })));

/** The day the console is seen at, in the header. */
export function DayButton() {
  const { t } = useTranslation();
  const { day, isToday } = useAsOf();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="dk-head-button" onClick={() => setOpen(true)} aria-haspopup="dialog" aria-label={t('shell.chooseDay', { day: dayText(day) })}>
        <CalendarOutlined aria-hidden="true" /><span className="dk-wide">{isToday ? t('shell.today') : dayText(day)}</span>
      </button>
      {open && <Suspense fallback={null}><DayDialog onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}

/** The yellow band that says: this is not today. */
export function DateBand() {
  const { t } = useTranslation();
  const { day, knownOn, isToday, reset } = useAsOf();
  if (isToday) return null;
  return (
    <div className="dk-band" role="status">
      <span className="strong">{knownOn === null ? t('shell.seenAt', { day: dayText(day) }) : t('shell.seenAsKnown', { day: dayText(day), knownOn: dayText(knownOn) })}</span>
      <span className="dk-wide">{t('shell.seenAtHint')}</span>
      <button type="button" className="dk-band-button" onClick={reset}>{t('shell.backToToday')}</button>
    </div>
  );
}
