import { LEAVE_KINDS, listLeaves, readLeave, recordLeave, type LeaveView } from '@doanket/contracts';
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
import { periodText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { findMembers } from './find-members';
import { ReadingDialog } from './reading-dialog';

/** Long leaves and the months they free of dues. Why is told for a reason. */
export function LeavesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <div className="page">
      <PageHead title={t('nav.leaves')} text={t('health.leavesHint')}>
        <Doors doors={[{ key: 'record', label: t('health.recordLeave'), open: may('membership.health.keep'), primary: true, form: (close) => (
          <RecordDialog route={recordLeave} title={t('health.recordLeave')} intro={t('health.recordLeaveHint')} draft="leave/new" submit={t('health.recordLeave')} onClose={close} initial={{ fromDay: clock.today() }}
            fields={[
              { kind: 'lookup', name: 'memberId', label: t('health.member'), required: true, of: t('health.member'), find: findMembers },
              { kind: 'choice', name: 'kind', label: t('health.kind'), required: true, options: codeOptions(LEAVE_KINDS) },
              { kind: 'day', name: 'fromDay', label: t('health.fromDay'), required: true },
              { kind: 'day', name: 'toDay', label: t('health.toDay'), required: true, check: (value, values) => (typeof value === 'string' && typeof values['fromDay'] === 'string' && value < values['fromDay'] ? t('health.endsBefore') : null) },
              { kind: 'text', name: 'diseaseCode', label: t('health.disease'), maxLength: 20, hint: t('health.diseaseHint'), when: (values) => values['kind'] === 'SICKNESS' },
            ]} />) }]} />
      </PageHead>
      <RecordList id="leaves" label={t('nav.leaves')} columns={leaveColumns(t)} source={routeSource(listLeaves)} rowKey={(row) => row.id} filters={[unitFilter(), { key: 'on', label: t('health.onDay') }]} empty={t('health.noLeaves')} />
    </div>
  );
}

/** Columns of leaves: nothing in them says why. */
export function leaveColumns(t: TFunction): Column<LeaveView>[] {
  return [
    { key: 'member', title: t('health.member'), show: (row) => <Go to={`/members/${row.memberId}`}>{row.memberName}</Go>, text: (row) => row.memberName, always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode },
    { key: 'days', title: t('health.days'), show: (row) => periodText(row.fromDay, row.toDay) },
    { key: 'exempt', title: t('health.exempt'), show: (row) => (row.exemptFrom === null || row.exemptTo === null ? t('health.notExempt') : periodText(row.exemptFrom, row.exemptTo)) },
    { key: 'source', title: t('health.source'), show: (row) => t(`health.source${row.source}`) },
    { key: 'read', title: t('health.why'), text: () => '', show: (row) => <LeaveDoor id={row.id} /> },
  ];
}

function LeaveDoor({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Doors inCell doors={[{ key: 'read', label: t('health.read'), open: true, form: (close) => (
      <ReadingDialog title={t('health.read')} onClose={close} load={(reason) => call(readLeave, { params: { id }, query: { reason } })}
        show={(seen) => <dl className="facts"><dt>{t('health.kind')}</dt><dd>{codeText(seen.kind)}</dd><dt>{t('health.disease')}</dt><dd>{seen.diseaseCode ?? '–'}</dd></dl>} />) }]} />
  );
}
