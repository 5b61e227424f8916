import { addOccasion, listOccasions, OCCASION_KINDS, type OccasionView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { codeFrom } from '../patterns/form/record-fields';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Anniversaries, holidays and congresses, with their day and number of years (CMP-18). */
export function OccasionsPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const columns: Column<OccasionView>[] = [
    { key: 'name', title: t('occasions.name'), show: (row) => row.name, always: true },
    { key: 'kind', title: t('occasions.kind'), show: (row) => codeText(row.kind) },
    { key: 'day', title: t('occasions.day'), show: (row) => (row.day === null ? t('occasions.notThisYear') : dayText(row.day)) },
    { key: 'years', title: t('occasions.years'), show: (row) => (row.years === null ? '–' : numberText(row.years)), align: 'end' },
  ];
  const anniversary = (values: Readonly<Record<string, unknown>>): boolean => values['kind'] === 'ANNIVERSARY';
  return (
    <div className="page">
      <PageHead title={t('nav.occasions')} text={t('occasions.hint')}>
        <Doors doors={[{ key: 'add', label: t('occasions.add'), primary: true, open: may('campaigns.occasion.keep'), form: (close) => (
          <RecordDialog title={t('occasions.add')} onClose={close} route={addOccasion} draft="occasion/new" submit={t('occasions.add')} initial={{ kind: 'ANNIVERSARY' }}
            fields={[
              { kind: 'text', name: 'name', label: t('occasions.name'), required: true, maxLength: 200 }, { kind: 'choice', name: 'kind', label: t('occasions.kind'), required: true, options: codeOptions(OCCASION_KINDS) },
              { kind: 'day', name: 'foundedOn', label: t('occasions.foundedOn'), hint: t('occasions.foundedHint'), required: true, when: anniversary }, { kind: 'day', name: 'heldOn', label: t('occasions.heldOn'), required: true, when: (values) => !anniversary(values) },
              { kind: 'text', name: 'code', label: t('occasions.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => codeFrom(post?.unitCode, values['name'] as string) },
            ]} />
        ) }]} />
      </PageHead>
      <RecordList id="occasions" label={t('nav.occasions')} columns={columns} source={routeSource(listOccasions)} rowKey={(row) => row.id} filters={[{ key: 'q', label: t('occasions.find') }, { key: 'year', label: t('rounds.year') }]} empty={t('occasions.none')} />
    </div>
  );
}
