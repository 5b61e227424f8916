import { SettingOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckField } from '../form/fields';

interface ListSettingsProps {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly always?: boolean }[];
  readonly hidden: readonly string[];
  readonly dense: boolean;
  readonly onChange: (part: { hidden?: readonly string[]; dense?: boolean }) => void;
  /** Ways to take the list out. */
  readonly exports: ReactNode;
}

/** Columns, density and export of a list. */
export function ListSettings({ columns, hidden, dense, onChange, exports }: ListSettingsProps) {
  const { t } = useTranslation();
  const content = (
    <fieldset className="dk-settings">
      <legend className="strong">{t('list.columns')}</legend>
      {columns.filter((column) => column.always !== true).map((column) => (
        <CheckField key={column.key} label={column.title} checked={!hidden.includes(column.key)}
          onChange={(shown) => onChange({ hidden: shown ? hidden.filter((key) => key !== column.key) : [...hidden, column.key] })} />
      ))}
      {exports !== false && <p className="soft small">{t('list.columnsHint')}</p>}
      <CheckField label={t('list.dense')} checked={dense} onChange={(next) => onChange({ dense: next })} />
    </fieldset>
  );
  return (
    <span className="row">
      <Popover trigger="click" placement="bottomRight" content={content}><Button icon={<SettingOutlined />} aria-label={t('list.settings')} /></Popover>
      {exports}
    </span>
  );
}
