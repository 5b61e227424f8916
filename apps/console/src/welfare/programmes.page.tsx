import { listHousingProgrammes, setHousingProgramme, type HousingProgrammeView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useAddress } from '../patterns/address/address';
import { namedDecisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** The housing programme of each year: budget, amounts and deadlines, with the decision they come from (WEL-04). */
export function ProgrammesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { open } = useAddress();
  const columns: Column<HousingProgrammeView>[] = [
    { key: 'year', title: t('rounds.year'), show: (row) => String(row.year), always: true },
    { key: 'budget', title: t('welfare.budget'), show: (row) => vndText(row.budgetVnd), align: 'end' },
    { key: 'approved', title: t('welfare.approvedMoney'), show: (row) => vndText(row.approvedVnd), align: 'end' },
    { key: 'paid', title: t('welfare.paidMoney'), show: (row) => vndText(row.paidVnd), align: 'end' },
    { key: 'left', title: t('welfare.leftMoney'), show: (row) => vndText(row.leftVnd), align: 'end' },
    { key: 'amounts', title: t('welfare.amounts'), show: (row) => `${vndText(row.buildVnd)} / ${vndText(row.repairVnd)}`, align: 'end' },
    { key: 'due', title: t('welfare.dossierDue'), show: (row) => dayText(row.dossierDueOn) },
    { key: 'decision', title: t('awards.decision'), show: (row) => `${row.decisionNumber} · ${dayText(row.decidedOn)}` },
  ];
  const money = (name: 'budgetVnd' | 'buildVnd' | 'repairVnd', label: string, hint?: string) => ({ kind: 'number' as const, name, label, unit: 'đ', required: true, ...(hint === undefined ? {} : { hint }) });
  return (
    <div className="page">
      <PageHead title={t('nav.programmes')} text={t('welfare.programmesHint')}>
        <Doors doors={[{ key: 'set', label: t('welfare.setProgramme'), primary: true, open: may('welfare.programme.manage'), form: (close) => (
          <RecordDialog wide title={t('welfare.setProgramme')} onClose={close} said={t('decisions.waits')} onDone={({ id }) => open(`/decisions/welfare/${id}`)} route={setHousingProgramme} draft="housing-programme/new" submit={t('welfare.setProgramme')} initial={{ year: yearOf(clock.today()), decidedOn: clock.today() }} intro={t('welfare.setHint')}
            fields={[
              { kind: 'year', name: 'year', label: t('rounds.year'), required: true }, money('budgetVnd', t('welfare.budget'), t('welfare.budgetHint')), money('buildVnd', t('welfare.buildMoney')), money('repairVnd', t('welfare.repairMoney')),
              { kind: 'day', name: 'dossierDueOn', label: t('welfare.dossierDue') }, { kind: 'day', name: 'workDueOn', label: t('welfare.workDue'), check: (day, values) => (typeof day === 'string' && typeof values['dossierDueOn'] === 'string' && day < values['dossierDueOn'] ? t('form.endsBeforeStart') : null) },
              ...namedDecisionFields(t, 'welfare'),
            ]} />
        ) }]} />
      </PageHead>
      <RecordList id="housing-programmes" label={t('nav.programmes')} columns={columns} source={routeSource(listHousingProgrammes)} rowKey={(row) => row.id} href={(row) => `/welfare/housing?year=${row.year}`} empty={t('welfare.noProgramme')} />
    </div>
  );
}
