import { BLOCS, listEmployers, OWNERSHIPS, registerEmployer } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { findUnitChoices } from '../api/lookups';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { employerColumns } from './employer-columns';

/** Employers of the subtree. */
export function EmployersPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { open } = useAddress();
  return (
    <div className="page">
      <PageHead title={t('nav.employers')} text={t('employers.hint')}>
        <Doors doors={[{ key: 'register', label: t('employers.register'), open: may('membership.employer.keep'), primary: true, form: (close) => (
          <RecordDialog route={registerEmployer} title={t('employers.register')} draft="employer/new" submit={t('employers.register')} onClose={close} onDone={(employer) => open(`/employers/${employer.id}`)}
            fields={[
              { kind: 'text', name: 'enterpriseCode', label: t('employers.enterpriseCode'), hint: t('employers.enterpriseCodeHint'), required: true, maxLength: 10, check: (value) => (/^\d{10}$/.test(String(value)) ? null : t('employers.tenDigits')) },
              { kind: 'text', name: 'name', label: t('employers.name'), required: true, maxLength: 300 },
              { kind: 'text', name: 'address', label: t('employers.address'), maxLength: 500 }, { kind: 'text', name: 'ward', label: t('employers.ward'), maxLength: 120 },
              { kind: 'lookup', name: 'keeperCode', label: t('employers.keeper'), hint: t('employers.keeperHint'), of: 'units', find: findUnitChoices },
            ]} />
        ) }]} />
      </PageHead>
      <RecordList id="employers" label={t('nav.employers')} columns={employerColumns(t)} source={routeSource(listEmployers)} rowKey={(row) => row.id} href={(row) => `/employers/${row.id}`}
        filters={[{ key: 'q', label: t('employers.find') }, unitFilter(), { key: 'ward', label: t('employers.ward') }, { key: 'bloc', label: t('employers.bloc'), options: codeOptions(BLOCS) },
          { key: 'ownership', label: t('employers.ownership'), options: codeOptions(OWNERSHIPS) }]}
        empty={t('employers.none')} />
    </div>
  );
}
