import { CLAIM_KINDS, CLAIM_OUTCOMES, CLAIM_RECEIVERS, CLAIM_TURNS, followClaim, listClaims, noteEmployerFiling, noteInsurerAnswer, noteWorkerFiling, readClaim, type BenefitClaimView } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { unitFilter } from '../api/filters';
import { UnitName } from '../api/unit-name';
import { Go } from '../patterns/address/go';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { findMembers } from './find-members';
import { ReadingDialog } from './reading-dialog';

/** Files of sickness and maternity that the union follows: whose turn, until when, what is late. */
export function ClaimsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <div className="page">
      <PageHead title={t('nav.benefitClaims')} text={t('health.claimsHint')}>
        <Doors doors={[{ key: 'follow', label: t('health.follow'), open: may('membership.health.keep'), primary: true, form: (close) => (
          <RecordDialog route={followClaim} title={t('health.follow')} intro={t('health.followHint')} draft="benefit-claim/new" submit={t('health.follow')} onClose={close}
            fields={[
              { kind: 'lookup', name: 'memberId', label: t('health.member'), required: true, of: t('health.member'), find: findMembers },
              { kind: 'choice', name: 'kind', label: t('health.kind'), required: true, options: codeOptions(CLAIM_KINDS) },
              { kind: 'day', name: 'returnedOn', label: t('health.returnedOn'), required: true, max: clock.today() },
            ]} />) }]} />
      </PageHead>
      <RecordList id="benefit-claims" label={t('nav.benefitClaims')} columns={claimColumns(t)} source={routeSource(listClaims)} rowKey={(row) => row.id}
        filters={[{ key: 'late', label: t('health.late'), options: [{ value: 'true', label: t('health.onlyLate') }, { value: 'false', label: t('health.onlyInTime') }] }, { key: 'turn', label: t('health.turn'), options: codeOptions(CLAIM_TURNS) }, unitFilter()]} empty={t('health.noClaims')} />
    </div>
  );
}

export function claimColumns(t: TFunction): Column<BenefitClaimView>[] {
  return [
    { key: 'member', title: t('health.member'), show: (row) => <Go to={`/members/${row.memberId}`}>{row.memberName}</Go>, text: (row) => row.memberName, always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode },
    { key: 'returned', title: t('health.returnedOn'), show: (row) => dayText(row.returnedOn) },
    { key: 'turn', title: t('health.turn'), show: (row) => codeText(row.turn) },
    { key: 'due', title: t('health.dueOn'), text: (row) => dayText(row.dueOn), show: (row) => (row.late ? <span className="tag tag-danger">{t('health.lateSince', { day: dayText(row.dueOn) })}</span> : dayText(row.dueOn)) },
    { key: 'lateTurns', title: t('health.lateTurns'), show: (row) => (row.lateTurns.length === 0 ? '–' : row.lateTurns.map(codeText).join(', ')) },
    { key: 'outcome', title: t('health.outcome'), show: (row) => (row.outcome === null ? '–' : `${codeText(row.outcome)}, ${dayText(row.answeredOn)}`) },
    { key: 'do', title: t('health.next'), text: () => '', show: (row) => <ClaimDoors claim={row} /> },
  ];
}

function ClaimDoors({ claim }: { claim: BenefitClaimView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const keeps = may('membership.health.keep');
  const params = { id: claim.id };
  const today = clock.today();
  const day = { kind: 'day', required: true, max: today } as const;
  return (
    <Doors inCell doors={[
      { key: 'worker', label: t('health.workerFiled'), open: keeps && claim.turn === 'WORKER', primary: true, form: (close) => (
        <RecordDialog route={noteWorkerFiling} params={params} title={t('health.workerFiled')} draft={`claim/${claim.id}/worker`} submit={t('health.note')} onClose={close} initial={{ filedOn: today, filedWith: 'EMPLOYER' }}
          fields={[{ ...day, name: 'filedOn', label: t('health.filedOn'), min: claim.returnedOn }, { kind: 'choice', name: 'filedWith', label: t('health.filedWith'), required: true, options: codeOptions(CLAIM_RECEIVERS) }]} />) },
      { key: 'employer', label: t('health.employerFiled'), open: keeps && claim.turn === 'EMPLOYER', primary: true, form: (close) => (
        <RecordDialog route={noteEmployerFiling} params={params} title={t('health.employerFiled')} draft={`claim/${claim.id}/employer`} submit={t('health.note')} onClose={close} initial={{ filedOn: today }} fields={[{ ...day, name: 'filedOn', label: t('health.filedOn') }]} />) },
      { key: 'insurer', label: t('health.answered'), open: keeps && claim.turn === 'INSURER', primary: true, form: (close) => (
        <RecordDialog route={noteInsurerAnswer} params={params} title={t('health.answered')} draft={`claim/${claim.id}/answer`} submit={t('health.note')} onClose={close} initial={{ answeredOn: today }}
          fields={[{ ...day, name: 'answeredOn', label: t('health.answeredOn') }, { kind: 'choice', name: 'outcome', label: t('health.outcome'), required: true, options: codeOptions(CLAIM_OUTCOMES) }]} />) },
      { key: 'read', label: t('health.read'), open: true, form: (close) => (
        <ReadingDialog title={t('health.read')} onClose={close} load={(reason) => call(readClaim, { params, query: { reason } })}
          show={(seen) => <dl className="facts"><dt>{t('health.kind')}</dt><dd>{codeText(seen.kind)}</dd><dt>{t('health.workerDueOn')}</dt><dd>{dayText(seen.workerDueOn)}</dd><dt>{t('health.employerDueOn')}</dt><dd>{dayText(seen.employerDueOn)}</dd><dt>{t('health.insurerDueOn')}</dt><dd>{dayText(seen.insurerDueOn)}</dd></dl>} />) },
    ]} />
  );
}
