import { dryRunReorganisation, executeReorganisation, getReorganisation, undoReorganisation, type ReorganisationPreview } from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { useRoute, useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { codeOptions, StateTag } from '../patterns/code/code-text';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { Dialog } from '../patterns/form/dialog';
import { FormFields } from '../patterns/form/form-fields';
import { FormFrame } from '../patterns/form/form-frame';
import { ReasonForm } from '../patterns/form/reason-form';
import { RecordForm } from '../patterns/form/record-form';
import { bodyOf, emptyValues, missingIn, pointersOf, type FormField, type Values } from '../patterns/form/record-fields';
import { useDraft } from '../patterns/form/use-draft';
import { dayText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';
import { ReorganisationPair } from './reorganisation-pair';

const FINAL = ['ENDED', 'MERGED', 'TRANSFERRED_OUT'] as const;

/** Ends units by one decision: what would happen is seen before anything does (ORG-05). */
export function ReorganisationPage() {
  const { t } = useTranslation();
  const { search } = useAddress();
  const decision = search['decision'];
  return (
    <div className="page">
      <PageHead title={t('reorganisation.title')} text={t('reorganisation.hint')}><Go to="/organisation">{t('nav.tree')}</Go></PageHead>
      {decision === undefined ? <Prepare /> : <Executed decisionId={decision} />}
    </div>
  );
}

function Prepare() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { open } = useAddress();
  const unit = (name: string, label: string, required = false): FormField => ({ kind: 'lookup', name, label, required, of: 'units', find: findUnitChoices });
  const fields: FormField[] = [
    { kind: 'day', name: 'lastDay', label: t('reorganisation.lastDay'), required: true, hint: t('reorganisation.lastDayHint') },
    { kind: 'lines', name: 'units', label: t('reorganisation.units'), required: true, add: t('reorganisation.addUnit'), line: (n) => t('reorganisation.unitLine', { n }), max: 1_000, of: [
      unit('unitCode', t('reorganisation.ending'), true), { kind: 'choice', name: 'state', label: t('reorganisation.how'), required: true, options: codeOptions(FINAL) },
      { ...unit('successorCode', t('organisation.successor')), hint: t('reorganisation.successorHint') }, { ...unit('childrenTo', t('reorganisation.childrenTo')), hint: t('reorganisation.childrenHint') },
    ] },
  ];
  const draft = useDraft<Values>('reorganisation/new', { ...emptyValues(fields), lastDay: addDays(clock.today(), 30), units: [{ ...emptyValues((fields[1] as { of: readonly FormField[] }).of), state: 'ENDED' }] });
  const typed = bodyOf(fields, draft.value) as { lastDay: string; units: { unitCode: string }[] };
  const asked = JSON.stringify(typed);
  const [shown, setShown] = useState<{ readonly asked: string; readonly preview: ReorganisationPreview } | null>(null);
  const dryRun = useSend(dryRunReorganisation, { repeatable: true, onDone: (preview, input) => setShown({ asked: JSON.stringify(input.body), preview }) });
  const missing = missingIn(fields, draft.value);
  return (
    <>
      <section className="panel"><FormFrame submit={t('reorganisation.dryRun')} busy={dryRun.isPending} problem={dryRun.error} pointers={pointersOf(fields, draft.value)} restoredAt={draft.restoredAt} onDrop={draft.drop} onSubmit={() => dryRun.mutate({ body: typed })}
        blocked={missing.length > 0 ? t('form.missing', { fields: missing.join(', ') }) : null}>
        <FormFields fields={fields} values={draft.value} onChange={draft.change} problem={dryRun.error} />
      </FormFrame></section>
      {shown !== null && (
        <section className="panel stack" aria-label={t('reorganisation.report')}>
          <div className="row-spread"><h2>{t('reorganisation.report')}</h2>{shown.asked !== asked && <span className="tag tag-warn">{t('reorganisation.changedSince')}</span>}</div>
          <ReorganisationPair preview={shown.preview} />
          {may('membership.unit.decide') && shown.asked === asked && (
            <div className="stack no-print"><h2>{t('reorganisation.execute')}</h2>
              <RecordForm route={executeReorganisation} draft="reorganisation/execute" submit={t('reorganisation.execute')} danger extra={typed} initial={{ 'decision.decidedOn': clock.today() }} touches={['reports', 'campaigns', 'awards', 'welfare', 'initiatives']} intro={t('reorganisation.executeHint', { day: dayText(shown.preview.effectiveOn) })}
                onDone={(done) => { draft.drop(); open(`/organisation/reorganisation?decision=${done.decisionId}`); }} fields={innerDecisionFields(t, 'membership')} />
            </div>
          )}
        </section>
      )}
    </>
  );
}

function Executed({ decisionId }: { decisionId: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const say = useToast();
  const [undoing, setUndoing] = useState(false);
  const params = { id: decisionId };
  const done = useRoute(getReorganisation, { params });
  const undo = useSend(undoReorganisation, { onDone: () => { setUndoing(false); say(t('reorganisation.undone')); } });
  return (
    <Loaded query={done}>{(data) => (
      <section className="panel stack">
        <div className="row"><h2>{t('reorganisation.executedTitle', { day: dayText(data.effectiveOn) })}</h2><StateTag code={`REORGANISATION_${data.state}`} /></div>
        <dl className="facts">
          <dt>{t('reorganisation.endedUnits')}</dt><dd className="num">{numberText(data.endedUnits)}</dd><dt>{t('reorganisation.movedUnits')}</dt><dd className="num">{numberText(data.movedUnits)}</dd><dt>{t('reorganisation.endedPosts')}</dt><dd className="num">{numberText(data.endedPosts)}</dd>
        </dl>
        <p className="row"><Go to={`/decisions/membership/${data.decisionId}`}>{t('works.openDecision')}</Go><Go to={`/organisation/difference?from=${addDays(data.effectiveOn, -1)}&to=${data.effectiveOn}`}>{t('reorganisation.seeDifference')}</Go></p>
        {data.state === 'EXECUTED' && may('membership.unit.decide') && (
          <div className="row"><Button danger disabled={data.effectiveOn <= clock.today()} onClick={() => setUndoing(true)}>{t('reorganisation.undo')}</Button>{data.effectiveOn <= clock.today() && <span className="soft small">{t('reorganisation.tooLate')}</span>}</div>
        )}
        {undoing && <Dialog title={t('reorganisation.undo')} onClose={() => setUndoing(false)}><ReasonForm draft={`reorganisation/${decisionId}/undo`} label={t('form.reason')} submit={t('reorganisation.undo')} danger busy={undo.isPending} problem={undo.error} onCancel={() => setUndoing(false)} hint={t('reorganisation.undoHint')} onSubmit={(reason) => undo.mutate({ params, body: { reason } })} /></Dialog>}
      </section>
    )}</Loaded>
  );
}
