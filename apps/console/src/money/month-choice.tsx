import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { addMonths, monthText } from './months';

/** One month, and the ones beside it. */
export function MonthChoice({ month, last, onChange }: { month: string; last?: string; onChange: (month: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="row" role="group" aria-label={t('money.month')}>
      <Button icon={<LeftOutlined />} aria-label={t('money.monthBefore')} onClick={() => onChange(addMonths(month, -1))} />
      <span className="strong num">{t('money.monthOf', { month: monthText(month) })}</span>
      <Button icon={<RightOutlined />} aria-label={t('money.monthAfter')} disabled={last !== undefined && month >= last} onClick={() => onChange(addMonths(month, 1))} />
    </div>
  );
}
