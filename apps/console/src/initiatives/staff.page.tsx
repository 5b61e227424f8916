import { listStaffCounts, reportStaff, type StaffCountView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { UnitName } from '../api/unit-name';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Staff of units as reported: the denominator of the share of staff with an initiative. */
export function StaffPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const columns: Column<StaffCountView>[] = [
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode, always: true },
    { key: 'day', title: t('initiatives.countedOn'), show: (row) => dayText(row.countedOn) },
    { key: 'persons', title: t('initiatives.persons'), show: (row) => numberText(row.persons), align: 'end' },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.staff')} text={t('initiatives.staffHint')}>
        <Doors doors={[{ key: 'report', label: t('initiatives.reportStaff'), primary: true, open: may('initiatives.staff.report'), form: (close) => (
          <RecordDialog title={t('initiatives.reportStaff')} onClose={close} route={reportStaff} draft="staff/new" submit={t('initiatives.reportStaff')} touches={['reports']} initial={{ unitCode: post === null ? null : { value: post.unitCode, label: post.unitName }, countedOn: clock.today() }}
            fields={[
              { kind: 'lookup', name: 'unitCode', label: t('organisation.unit'), required: true, of: 'units', find: findUnitChoices }, { kind: 'day', name: 'countedOn', label: t('initiatives.countedOn'), required: true, max: clock.today() },
              { kind: 'number', name: 'persons', label: t('initiatives.persons'), hint: t('initiatives.personsHint'), required: true, max: 1_000_000 },
            ]} />
        ) }]} />
      </PageHead>
      <RecordList id="staff" label={t('nav.staff')} columns={columns} source={routeSource(listStaffCounts)} rowKey={(row) => row.id} filters={[unitFilter()]} empty={t('initiatives.noStaff')} />
    </div>
  );
}
