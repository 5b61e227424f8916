import { confirmTransfer, getTransfer, refuseTransfer, type TransferDetail, type UnitHoldings, withdrawTransfer } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { UnitName } from '../api/unit-name';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** What is refused or taken back takes nothing along. */
const GOES_ALONG: ReadonlySet<TransferDetail['state']> = new Set(['TRANSFER_PENDING', 'TRANSFER_DONE']);

/** One hand-over with its list: what goes along with each union, for print and for the receiver (ORG-04). */
export function TransferPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const transfer = useRoute(getTransfer, { params: { id } });
  return (
    <div className="page">
      <Loaded query={transfer}>{(data) => (
        <>
          <PageHead title={t('transfers.title', { n: numberText(data.units), direction: codeText(data.direction).toLowerCase() })} tags={<StateTag code={data.state} />}>
            <Button onClick={() => window.print()}>{t('transfers.print')}</Button>
            <TransferDoors transfer={data} />
          </PageHead>
          <TransferFacts transfer={data} />
          {GOES_ALONG.has(data.state) && <HandOver rows={data.handOver} frozen={data.state !== 'TRANSFER_PENDING'} />}
        </>
      )}</Loaded>
    </div>
  );
}

function TransferFacts({ transfer }: { transfer: TransferDetail }) {
  const { t } = useTranslation();
  const unit = (code: string) => <Go to={`/organisation/units/${code}`}><UnitName code={code} /></Go>;
  return (
    <section className="panel stack"><h2>{t('organisation.facts')}</h2>
      <dl className="facts">
        <dt>{t('transfers.from')}</dt><dd>{transfer.direction === 'IN' ? transfer.otherParty : unit(transfer.issuerCode)}</dd>
        <dt>{t('transfers.to')}</dt><dd>{transfer.receiverCode === null ? transfer.otherParty : unit(transfer.receiverCode)}</dd>
        <dt>{t('transfers.effectiveOn')}</dt><dd>{dayText(transfer.effectiveOn)}</dd>
        {transfer.confirmation !== null && <><dt>{t('transfers.confirmedOn')}</dt><dd>{dayText(transfer.confirmation.confirmedOn)}{transfer.confirmation.number !== null && ` · ${transfer.confirmation.number}`}</dd></>}
        {transfer.movedOn !== null && <><dt>{t('transfers.movedOn')}</dt><dd>{dayText(transfer.movedOn)}</dd></>}
        {transfer.reason !== null && <><dt>{t('form.reason')}</dt><dd>{transfer.reason}</dd></>}
      </dl>
      <p><Go to={`/decisions/membership/${transfer.decisionId}`}>{t('works.openDecision')}</Go></p>
    </section>
  );
}

function TransferDoors({ transfer }: { transfer: TransferDetail }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const pending = transfer.state === 'TRANSFER_PENDING';
  const settles = transfer.direction === 'WITHIN' ? transfer.receiverCode : transfer.issuerCode;
  const mine = pending && may('membership.transfer.confirm') && post?.unitCode === settles;
  const params = { id: transfer.id };
  const today = clock.today();
  const reason = [{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 1_000 }] as const;
  return (
    <Doors doors={[
      { key: 'confirm', label: t('transfers.confirm'), primary: true, open: mine, form: (close) => (
        <RecordDialog title={t('transfers.confirm')} onClose={close} route={confirmTransfer} params={params} draft={`transfer/${transfer.id}/confirm`} submit={t('transfers.confirm')} initial={{ confirmedOn: today }} intro={t(transfer.direction === 'WITHIN' ? 'transfers.confirmHint' : 'transfers.confirmLetterHint')} touches={['reports', 'campaigns', 'awards', 'welfare', 'initiatives']}
          fields={[{ kind: 'day', name: 'confirmedOn', label: t('transfers.confirmedOn'), required: true, max: today }, { kind: 'text', name: 'number', label: t('transfers.letter'), maxLength: 60, required: transfer.direction !== 'WITHIN' }]} />) },
      { key: 'refuse', label: t('transfers.refuse'), danger: true, open: mine, form: (close) => (
        <RecordDialog title={t('transfers.refuse')} onClose={close} route={refuseTransfer} params={params} draft={`transfer/${transfer.id}/refuse`} submit={t('transfers.refuse')} danger intro={t('transfers.refuseHint')} fields={reason} />) },
      { key: 'withdraw', label: t('transfers.withdraw'), open: pending && may('membership.unit.transfer') && post?.unitCode === transfer.issuerCode, form: (close) => (
        <RecordDialog title={t('transfers.withdraw')} onClose={close} route={withdrawTransfer} params={params} draft={`transfer/${transfer.id}/withdraw`} submit={t('transfers.withdraw')} danger intro={t('transfers.withdrawHint')} fields={reason} />) },
    ]} />
  );
}

/** What goes along, union by union, and in sum. */
function HandOver({ rows, frozen }: { rows: readonly UnitHoldings[]; frozen: boolean }) {
  const { t } = useTranslation();
  const figures = ['members', 'applicants', 'posts', 'departmentsAndGroups', 'openDossiers'] as const;
  const sum = (key: (typeof figures)[number]): number => rows.reduce((all, row) => all + row[key], 0);
  return (
    <section className="panel stack" aria-label={t('transfers.handOver')}><h2>{t('transfers.handOver')}</h2>
      <p className="soft">{t(frozen ? 'transfers.handOverFrozen' : 'transfers.handOverLive')}</p>
      {rows.length === 0 ? <p className="soft">{t('transfers.nothingKnown')}</p> : (
        <div className="dk-scroll" tabIndex={0} role="group" aria-label={t('transfers.handOver')}>
          <table className="dk-table">
            <thead><tr><th scope="col">{t('transfers.union')}</th>{figures.map((key) => <th key={key} scope="col" data-align="end">{t(`transfers.figure_${key}`)}</th>)}<th scope="col">{t('transfers.employers')}</th></tr></thead>
            <tbody>{rows.map((row) => (
              <tr key={row.unitCode}><th scope="row"><Go to={`/organisation/units/${row.unitCode}`}>{row.unitName}</Go></th>{figures.map((key) => <td key={key} data-align="end" className="num">{numberText(row[key])}</td>)}<td>{row.employers.map((one) => `${one.name} (${one.enterpriseCode})`).join('; ') || '–'}</td></tr>))}</tbody>
            {rows.length > 1 && <tfoot><tr><th scope="row">{t('transfers.sum')}</th>{figures.map((key) => <td key={key} data-align="end" className="num strong">{numberText(sum(key))}</td>)}<td /></tr></tfoot>}
          </table>
        </div>
      )}
    </section>
  );
}
