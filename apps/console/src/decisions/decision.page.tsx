import { PLATFORM_ROUTES, type DecisionItemView, type DecisionView, type DomainService } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { usePersonNames } from '../api/person-names';
import { useRoute, useSend } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { FilePreview } from '../patterns/dossier/file-preview';
import { Dialog } from '../patterns/form/dialog';
import { ReasonForm } from '../patterns/form/reason-form';
import { dayText, instantText, numberText } from '../patterns/format/format';
import { labelOf } from '../patterns/import/item-editor';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { ProblemNote } from '../patterns/problem/problem-note';
import { useToast } from '../patterns/toast';
import { NotFound } from '../shell/not-found';
import { serviceOf } from './decision-routes';

/** One decision: what the paper says, its items with their warnings, and confirming or discarding the record. */
export function DecisionPage() {
  const service = serviceOf(useParam('service'));
  const id = useParam('id');
  return service === null ? <NotFound /> : <Decision service={service} id={id} />;
}

function Decision({ service, id }: { service: DomainService; id: string }) {
  const { t } = useTranslation();
  const routes = PLATFORM_ROUTES[service].decisions;
  const decision = useRoute(routes.getDecision, { params: { id } });
  const names = usePersonNames([decision.data?.recordedByPersonId ?? null, decision.data?.confirmedByPersonId ?? null]);
  // Heads of decisions are read below their issuer, items are not.
  const items = useRoute(routes.listDecisionItems, { params: { id }, query: { limit: 1 } }, { enabled: decision.data?.paper === true });
  const [viewing, setViewing] = useState(false);
  const columns: Column<DecisionItemView>[] = [
    { key: 'n', title: t('import.no'), show: (row) => numberText(row.n), always: true, width: 64 },
    { key: 'what', title: t('decisions.item'), show: (row) => <ItemText payload={row.payload} />, text: (row) => JSON.stringify(row.payload) },
    { key: 'warnings', title: t('decisions.warnings'), show: (row) => (row.warnings.length === 0 ? '–' : row.warnings.map((warning) => <span key={warning.code} className="tag tag-warn">{codeText(warning.code)}</span>)), text: (row) => row.warnings.map((warning) => warning.code).join(' ') },
  ];
  return (
    <div className="page">
      <Loaded query={decision}>{(data) => (
        <>
          <PageHead title={t('decisions.title', { number: data.number, day: dayText(data.decidedOn) })} tags={<StateTag code={data.state} />} text={`${codeText(data.kind)} · ${data.issuerName}`}><Go to={`/decisions?service=${service}`}>{t('decisions.all')}</Go>{data.kind === 'UNITS_ENDED' && !data.paper && <Go to={`/organisation/reorganisation?decision=${data.id}`}>{t('reorganisation.open')}</Go>}</PageHead>
          <div className="grid-2">
            <section className="panel stack"><h2>{t('decisions.facts')}</h2>
              <dl className="facts">
                <dt>{t('decisions.issuer')}</dt><dd>{data.issuerName} ({t(`level.${data.level}`)})</dd>
                <dt>{t('dossier.signer')}</dt><dd>{t(`post.${data.signerPost}`, { defaultValue: data.signerPost })}</dd>
                <dt>{t('decisions.items')}</dt><dd>{numberText(data.itemCount)}{data.warningCount > 0 && ` · ${t('decisions.withWarnings', { count: data.warningCount })}`}</dd>
                <dt>{t('decisions.recordedBy')}</dt><dd>{names.get(data.recordedByPersonId) ?? '–'} · {instantText(data.recordedAt)}</dd>
                {data.confirmedAt !== null && <><dt>{t('decisions.confirmedBy')}</dt><dd>{names.get(data.confirmedByPersonId ?? '') ?? '–'} · {instantText(data.confirmedAt)}</dd></>}
                {data.note !== null && <><dt>{t('dossier.note')}</dt><dd>{data.note}</dd></>}
                <dt>{t('dossier.decisionFile')}</dt><dd>{data.fileId === null ? t('decisions.noFile') : <Button size="small" onClick={() => setViewing(true)}>{t('dossier.view')}</Button>}</dd>
              </dl></section>
            {data.state === 'RECORDED' && <Confirm service={service} decision={data} />}
          </div>
          {data.itemCount > 0 && data.paper && (
            <section className="stack"><h2>{t('decisions.items')}</h2>
              {items.error?.status === 404 ? <p className="soft">{t('decisions.itemsAbove')}</p> : <RecordList id={`decision-items-${data.kind}`} label={t('decisions.items')} columns={columns} source={routeSource(routes.listDecisionItems, { params: { id } })} rowKey={(row) => String(row.n)}
                filters={[{ key: 'warnings', label: t('decisions.warnings'), options: [{ value: 'true', label: t('decisions.onlyWarned') }] }]} empty={t('decisions.noItems')} />}</section>
          )}
          {viewing && data.fileId !== null && <FilePreview title={data.number} contentType="application/pdf" load={() => call(PLATFORM_ROUTES[service].files.readFile, { params: { id: data.fileId! } })} onClose={() => setViewing(false)} />}
        </>
      )}</Loaded>
    </div>
  );
}

function Confirm({ service, decision }: { service: DomainService; decision: DecisionView }) {
  const { t } = useTranslation();
  const say = useToast();
  const [discarding, setDiscarding] = useState(false);
  const routes = PLATFORM_ROUTES[service].decisions;
  const params = { id: decision.id };
  const confirm = useSend(routes.confirmDecision, { touches: ['reports'], onDone: () => say(t('decisions.confirmed')) });
  const discard = useSend(routes.discardDecision, { onDone: () => setDiscarding(false) });
  return (
    <section className="panel stack"><h2>{t('decisions.confirmTitle')}</h2>
      <p>{t('decisions.confirmHint', { count: decision.itemCount, items: numberText(decision.itemCount), day: dayText(decision.decidedOn) })}</p>
      {confirm.error !== null && <ProblemNote problem={confirm.error} onRetry={() => confirm.mutate({ params })} />}
      <div className="row">
        <Button type="primary" disabled={!decision.mayConfirm} loading={confirm.isPending} onClick={() => confirm.mutate({ params })}>{t('decisions.confirm')}</Button>
        <Button danger disabled={!decision.mayConfirm} onClick={() => setDiscarding(true)}>{t('decisions.discard')}</Button>
      </div>
      {decision.whyNot !== null && <p className="soft small">{t(`decisions.whyNot_${decision.whyNot}`)}</p>}
      {discarding && (
        <Dialog title={t('decisions.discard')} onClose={() => setDiscarding(false)}>
          <ReasonForm draft={`decision/${decision.id}/discard`} label={t('form.reason')} submit={t('decisions.discard')} danger busy={discard.isPending} problem={discard.error} onCancel={() => setDiscarding(false)} onSubmit={(reason) => discard.mutate({ params, body: { reason } })} />
        </Dialog>
      )}
    </section>
  );
}

/** An item in words: label and value, nested things in one line. */
export function ItemText({ payload }: { payload: Readonly<Record<string, unknown>> }) {
  return <span className="dk-item">{Object.entries(payload).filter(([, value]) => !isNothing(value)).map(([name, value]) => <span key={name}><span className="soft small">{labelOf({ name })}:</span> {valueText(value, name)}</span>)}</span>;
}

/** Left empty on the paper. */
const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function valueText(value: unknown, name = ''): string {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayText(value) : codeText(value);
  if (typeof value === 'number') return /year$/i.test(name) ? String(value) : numberText(value);
  if (Array.isArray(value)) return value.map((one) => valueText(one)).join(', ');
  if (typeof value === 'object' && value !== null) return Object.entries(value).filter(([, one]) => !isNothing(one)).map(([key, one]) => valueText(one, key)).join(' · ');
  return value === null || value === undefined ? '–' : String(value);
}
