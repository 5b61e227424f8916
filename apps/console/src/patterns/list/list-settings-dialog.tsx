import { useTranslation } from 'react-i18next';
import { Dialog } from '../form/dialog';
import { CheckField } from '../form/fields';
import type { ListSettingsProps } from './list-settings';

/** Which columns a list shows, and how closely it stands. Loaded when it is first asked for. */
export function ListSettingsDialog({ columns, hidden, dense, onChange, inFile, onClose }: Omit<ListSettingsProps, 'exports'> & { readonly inFile: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('list.settings')} onClose={onClose}>
      <fieldset className="dk-settings">
        <legend className="strong">{t('list.columns')}</legend>
        {columns.filter((column) => column.always !== true).map((column) => (
          <CheckField key={column.key} label={column.title} checked={!hidden.includes(column.key)}
            onChange={(shown) => onChange({ hidden: shown ? hidden.filter((key) => key !== column.key) : [...hidden, column.key] })} />
        ))}
        {inFile && <p className="soft small">{t('list.columnsHint')}</p>}
        <CheckField label={t('list.dense')} checked={dense} onChange={(next) => onChange({ dense: next })} />
      </fieldset>
    </Dialog>
  );
}
