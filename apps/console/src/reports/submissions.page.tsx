import { acceptSubmission, getSubmission, listSubmissions, returnSubmission, sendSubmission, SUBMISSION_STATES, type SubmissionView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clusterFilter, indicatorFilter, unitFilter } from '../api/filters';
import { useIndicatorNames } from '../api/indicator-names';
import { useRoute, useSend } from '../api/query';
import { codeOptions, StateTag } from '../patterns/code/code-text';
import { Dialog } from '../patterns/form/dialog';
import { ReasonForm } from '../patterns/form/reason-form';
import { figureText, instantText, periodText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { ProblemNote } from '../patterns/problem/problem-note';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';
import { ConsolidationDialog } from './consolidation-dialog';
import { SubmissionForm } from './submission-form';

/** What units hand in: sent, returned with a reason, accepted. */
export function SubmissionsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [open, setOpen] = useState<'new' | 'sum' | { readonly row: SubmissionView; readonly door: 'return' | 'correct' | 'history' } | null>(null);
  const nameOf = useIndicatorNames();
  const columns: Column<SubmissionView>[] = [
    { key: 'indicator', title: t('reports.indicator'), show: (row) => nameOf(row.indicator), always: true },
    { key: 'unit', title: t('reports.unit'), show: (row) => row.unitName },
    { key: 'period', title: t('reports.period'), show: (row) => periodText(row.from, row.to) },
    { key: 'value', title: t('reports.value'), align: 'end', show: (row) => figureText({ ...row, reported: true }) },
    { key: 'state', title: t('reports.state'), show: (row) => <StateTag code={row.state} />, text: (row) => row.state },
    { key: 'reason', title: t('reports.returnReason'), show: (row) => row.returnReason ?? '–', hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.submissions')} text={t('reports.submissionsHint')}>
        {may('reports.submission.review') && <Button onClick={() => setOpen('sum')}>{t('reports.consolidate')}</Button>}
        {may('reports.submission.submit') && <Button type="primary" onClick={() => setOpen('new')}>{t('reports.newSubmission')}</Button>}
      </PageHead>
      <RecordList id="submissions" label={t('nav.submissions')} columns={columns} source={routeSource(listSubmissions)} rowKey={(row) => row.id}
        filters={[{ key: 'state', label: t('reports.state'), options: codeOptions(SUBMISSION_STATES) }, unitFilter(t('reports.unit')), clusterFilter(t('reports.cluster')), indicatorFilter(t('reports.indicator'))]}
        rowActions={(row) => <SubmissionActions row={row} onOpen={(door) => setOpen({ row, door })} />} empty={t('reports.noSubmissions')} />
      {open === 'new' && <SubmissionForm onClose={() => setOpen(null)} />}
      {open === 'sum' && <ConsolidationDialog onClose={() => setOpen(null)} />}
      {open !== null && typeof open !== 'string' && open.door === 'return' && <ReturnDialog submission={open.row} onClose={() => setOpen(null)} />}
      {open !== null && typeof open !== 'string' && open.door === 'correct' && <SubmissionForm corrected={open.row} onClose={() => setOpen(null)} />}
      {open !== null && typeof open !== 'string' && open.door === 'history' && <HistoryDialog submission={open.row} onClose={() => setOpen(null)} />}
    </div>
  );
}

function SubmissionActions({ row, onOpen }: { row: SubmissionView; onOpen: (door: 'return' | 'correct' | 'history') => void }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const say = useToast();
  const done = (): void => { say(t('form.done')); };
  const send = useSend(sendSubmission, { onDone: done, repeatable: true });
  const accept = useSend(acceptSubmission, { onDone: done, repeatable: true });
  const failed = send.error ?? accept.error;
  const own = post?.unitCode === row.unitCode;
  return (
    <>
      {failed !== null && <ProblemNote problem={failed} />}
      {own && may('reports.submission.submit') && ['DRAFT', 'RETURNED'].includes(row.state) && (
        <span className="row">
          <Button size="small" onClick={() => onOpen('correct')}>{t('reports.correct')}</Button>
          <Button size="small" loading={send.isPending} onClick={() => send.mutate({ params: { id: row.id } })}>{t('reports.send')}</Button>
        </span>
      )}
      {!own && may('reports.submission.review') && row.state === 'SUBMITTED' && (
        <span className="row">
          <Button size="small" type="primary" loading={accept.isPending} onClick={() => accept.mutate({ params: { id: row.id } })}>{t('reports.accept')}</Button>
          <Button size="small" onClick={() => onOpen('return')}>{t('reports.return')}</Button>
        </span>
      )}
      {row.version > 1 && <Button size="small" type="text" onClick={() => onOpen('history')}>{t('reports.history')}</Button>}
    </>
  );
}

/** What was handed in before it was corrected. */
function HistoryDialog({ submission, onClose }: { submission: SubmissionView; onClose: () => void }) {
  const { t } = useTranslation();
  const detail = useRoute(getSubmission, { params: { id: submission.id } });
  return (
    <Dialog title={t('reports.historyTitle', { unit: submission.unitName })} onClose={onClose} wide>
      <Loaded query={detail}>
        {({ history }) => (history.length === 0 ? <p>{t('reports.noHistory')}</p> : (
          <ul className="stack-s">
            {history.map((edition) => (
              <li key={edition.version}>
                <strong>{figureText({ ...edition, reported: true })}</strong> · {periodText(edition.from, edition.to)}
                <div className="soft small">{t('reports.replacedAt', { when: instantText(edition.replacedAt) })}{edition.returnReason !== null && ` · ${t('reports.returnedBecause', { reason: edition.returnReason })}`}</div>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
    </Dialog>
  );
}

function ReturnDialog({ submission, onClose }: { submission: SubmissionView; onClose: () => void }) {
  const { t } = useTranslation();
  const back = useSend(returnSubmission, { onDone: onClose });
  return (
    <Dialog title={t('reports.returnTitle', { unit: submission.unitName })} onClose={onClose}>
      <ReasonForm draft={`submission/${submission.id}/return`} label={t('form.reason')} submit={t('reports.return')} busy={back.isPending} problem={back.error}
        onSubmit={(reason) => back.mutate({ params: { id: submission.id }, body: { reason } })} />
    </Dialog>
  );
}
