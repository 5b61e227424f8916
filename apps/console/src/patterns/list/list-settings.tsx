import { SettingOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const ListSettingsDialog = lazy(() => import('./list-settings-dialog').then((m) => ({ default: m.ListSettingsDialog })));

export interface ListSettingsProps {
  readonly columns: readonly { readonly key: string; readonly title: string; readonly always?: boolean }[];
  readonly hidden: readonly string[];
  readonly dense: boolean;
  readonly onChange: (part: { hidden?: readonly string[]; dense?: boolean }) => void;
  /** Ways to take the list out. */
  readonly exports: ReactNode;
}

/** Columns, density and export of a list. */
export function ListSettings({ exports, ...settings }: ListSettingsProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <span className="row">
      <Button icon={<SettingOutlined />} aria-haspopup="dialog" aria-label={t('list.settings')} onClick={() => setOpen(true)} />
      {exports}
      {open && <Suspense fallback={null}><ListSettingsDialog {...settings} inFile={exports !== false} onClose={() => setOpen(false)} /></Suspense>}
    </span>
  );
}
