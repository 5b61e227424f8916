import type { DossierView } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

type Action = DossierView['actions'][number];
export type Doing = Action['action'];

const SHOWN: readonly Doing[] = ['SUBMIT', 'APPROVE', 'RETURN', 'REJECT', 'WITHDRAW'];
const LABELS = { SUBMIT: 'dossier.submit', APPROVE: 'dossier.approve', RETURN: 'dossier.return', REJECT: 'dossier.reject', WITHDRAW: 'dossier.withdraw' } as const;

/** What is mine to do now. What I may do but not now stands there disabled, with the reason beside it. */
export function DossierActions({ actions, onDo }: { actions: readonly Action[]; onDo: (action: Doing) => void }) {
  const { t } = useTranslation();
  const shown = SHOWN.flatMap((name) => actions.filter((one) => one.action === name && (one.enabled || one.obstacle !== 'NOT_YOUR_STEP')));
  if (shown.length === 0) return <p className="soft">{t('dossier.nothingToDo')}</p>;
  const obstacles = [...new Set(shown.filter((one) => !one.enabled).map((one) => one.obstacle))].filter((one) => one !== null);
  return (
    <div className="stack-s">
      <div className="row">
        {shown.map((one, index) => (
          <Button key={one.action} type={index === 0 && one.enabled ? 'primary' : 'default'} danger={one.action === 'REJECT'} disabled={!one.enabled} onClick={() => onDo(one.action)}>{t(LABELS[one.action as keyof typeof LABELS])}</Button>
        ))}
      </div>
      {obstacles.map((obstacle) => <p key={obstacle} className="soft small">{t(`dossier.obstacle_${obstacle}`)}</p>)}
    </div>
  );
}
