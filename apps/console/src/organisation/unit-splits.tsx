import { listUnitSplits, undoUnitSplit, type UnitSplitView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute, useSend } from '../api/query';
import { UnitName } from '../api/unit-name';
import { Go } from '../patterns/address/go';
import { StateTag } from '../patterns/code/code-text';
import { Dialog } from '../patterns/form/dialog';
import { ReasonForm } from '../patterns/form/reason-form';
import { dayText, numberText } from '../patterns/format/format';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';

/** Splits of a union, and the one it came out of; nothing where there is none. */
export function UnitSplits({ code }: { code: string }) {
  const { t } = useTranslation();
  const splits = useRoute(listUnitSplits, { params: { code } });
  if (splits.data === undefined || splits.data.items.length === 0) return null;
  return (
    <section className="panel stack"><h2>{t('unionSplit.listed')}</h2>
      <ol className="plain dk-rows">{splits.data.items.map((split) => <SplitRow key={split.decisionId} split={split} />)}</ol>
    </section>
  );
}

function SplitRow({ split }: { split: UnitSplitView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const say = useToast();
  const [undoing, setUndoing] = useState(false);
  const params = { id: split.decisionId };
  const undo = useSend(undoUnitSplit, { touches: ['reports', 'campaigns', 'awards', 'welfare', 'initiatives'], onDone: () => { setUndoing(false); say(t('unionSplit.undone')); } });
  const ahead = split.state === 'EXECUTED' && split.effectiveOn > clock.today();
  return (
    <li className="stack-s">
      <span className="row-spread"><span className="strong"><Go to={`/organisation/units/${split.unitCode}`}><UnitName code={split.unitCode} /></Go> · {dayText(split.effectiveOn)}</span><StateTag code={`REORGANISATION_${split.state}`} /></span>
      <ul className="dk-hanging">{split.parts.map((part) => <li key={part.unitCode}><Go to={`/organisation/units/${part.unitCode}`}>{part.unitName}</Go>{part.members !== null && `: ${t('unionSplit.members_count', { members: numberText(part.members) })}`}</li>)}</ul>
      <span className="row"><Go to={`/decisions/membership/${split.decisionId}`}>{t('works.openDecision')}</Go>{ahead && may('membership.unit.decide') && <Button danger size="small" onClick={() => setUndoing(true)}>{t('unionSplit.undo')}</Button>}</span>
      {undoing && <Dialog title={t('unionSplit.undo')} onClose={() => setUndoing(false)}><ReasonForm draft={`unit-split/${split.decisionId}/undo`} label={t('form.reason')} submit={t('unionSplit.undo')} danger busy={undo.isPending} problem={undo.error} onCancel={() => setUndoing(false)} hint={t('unionSplit.undoHint')} onSubmit={(reason) => undo.mutate({ params, body: { reason } })} /></Dialog>}
    </li>
  );
}
