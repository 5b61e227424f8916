import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../patterns/address/as-of';
import { DayField } from '../patterns/form/day-field';
import { dayText } from '../patterns/format/format';

/** Days at which the organisation looked different; source: handbook 4.12 and seed 002. */
const LANDMARKS = ['2019-11-27', '2025-06-30', '2025-07-01', '2025-10-01'] as const;

/** Chooses the day everything is seen at. Loaded when it is first asked for. */
export function DayDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { day, see } = useAsOf();
  const [chosen, setChosen] = useState<string | null>(day);
  const take = (next: string | null): void => { see(next); onClose(); };
  return (
    <Modal open title={t('shell.dayTitle')} onCancel={onClose} width={420} footer={[
      <Button key="today" onClick={() => take(null)}>{t('shell.backToToday')}</Button>,
      <Button key="take" type="primary" disabled={chosen === null} onClick={() => take(chosen)}>{t('shell.seeAtDay')}</Button>,
    ]}>
      <div className="stack">
        <p className="soft">{t('shell.dayHint')}</p>
        <DayField label={t('shell.dayLabel')} value={chosen} onChange={setChosen} />
        <div className="row" role="group" aria-label={t('shell.landmarks')}>
          {LANDMARKS.map((landmark) => <Button key={landmark} size="small" onClick={() => take(landmark)}>{dayText(landmark)}</Button>)}
        </div>
      </div>
    </Modal>
  );
}
