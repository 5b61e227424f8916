import { INITIATIVE_STATES, INITIATIVE_TYPES, listInitiatives, RECOGNITION_LEVELS, type InitiativeView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { dayText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { InitiativeForm } from './initiative-form';

/** Initiatives of the units I may read. */
export function InitiativesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [filing, setFiling] = useState(false);
  const columns: Column<InitiativeView>[] = [
    { key: 'title', title: t('initiatives.initiative'), show: (row) => row.title, always: true },
    { key: 'type', title: t('initiatives.type'), show: (row) => codeText(row.initiativeType) },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'authors', title: t('initiatives.authors'), show: (row) => row.authors.map((author) => author.name).join(', ') },
    { key: 'levels', title: t('initiatives.recognised'), show: (row) => (row.recognitions.length === 0 ? '–' : row.recognitions.map((one) => codeText(`RECOGNITION_${one.recognitionLevel}`)).join(', ')) },
    { key: 'benefit', title: t('initiatives.benefit'), show: (row) => (row.benefitVnd === null ? '–' : vndText(row.benefitVnd)), align: 'end' },
    { key: 'applied', title: t('initiatives.firstApplied'), show: (row) => dayText(row.firstAppliedOn), hiddenAtFirst: true },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('area.initiatives')} text={t('initiatives.hint')}>{may('initiatives.initiative.file') && <Button type="primary" onClick={() => setFiling(true)}>{t('initiatives.file')}</Button>}</PageHead>
      <RecordList id="initiatives" label={t('area.initiatives')} columns={columns} source={routeSource(listInitiatives)} rowKey={(row) => row.id} href={(row) => `/initiatives/${row.id}`}
        filters={[{ key: 'q', label: t('initiatives.find') }, unitFilter(), { key: 'type', label: t('initiatives.type'), options: codeOptions(INITIATIVE_TYPES) }, { key: 'state', label: t('rounds.state'), options: codeOptions(INITIATIVE_STATES) },
          { key: 'level', label: t('initiatives.recognised'), options: RECOGNITION_LEVELS.map((level) => ({ value: level, label: codeText(`RECOGNITION_${level}`) })) }]}
        empty={t('initiatives.none')} />
      {filing && <InitiativeForm onClose={() => setFiling(false)} />}
    </div>
  );
}
