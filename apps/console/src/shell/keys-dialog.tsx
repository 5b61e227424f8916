import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

const KEYS = [
  ['/', 'search'], ['g v', 'work'], ['g t', 'organisation'], ['g d', 'emulation'], ['g k', 'petitions'], ['g b', 'figures'], ['j', 'down'], ['k', 'up'], ['Enter', 'open'], ['x', 'mark'], ['?', 'help'],
] as const;

/** The shortcuts, as `?` shows them. Loaded when it is first asked for. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open title={t('keys.title')} onCancel={onClose} footer={null} width={420}>
      <dl className="dk-keys">
        {KEYS.map(([key, what]) => (
          <div key={key}><dt>{key.split(' ').map((part) => <kbd key={part}>{part}</kbd>)}</dt><dd>{t(`keys.${what}`)}</dd></div>
        ))}
      </dl>
    </Modal>
  );
}
