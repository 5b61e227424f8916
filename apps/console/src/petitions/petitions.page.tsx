import { listPetitions, PETITION_CHANNELS, PETITION_STATES, PETITION_TOPICS, type PetitionView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roundFilter, unitFilter } from '../api/filters';
import { codeOptions, codeText, OverdueTag, StateTag } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { PetitionForm } from './petition-form';

/** Petitions of the units I may read, and my own. */
export function PetitionsPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const [raising, setRaising] = useState(false);
  const columns: Column<PetitionView>[] = [
    { key: 'text', title: t('petitions.petition'), show: (row) => <span className="dk-clamp">{row.text}</span>, text: (row) => row.text, always: true },
    { key: 'channel', title: t('petitions.channel'), show: (row) => codeText(row.channel) },
    { key: 'topic', title: t('petitions.topic'), show: (row) => codeText(row.topic) },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'received', title: t('petitions.receivedOn'), show: (row) => dayText(row.receivedOn) },
    { key: 'due', title: t('petitions.due'), show: (row) => (row.overdue ? <><OverdueTag /> {dayText(row.dueOn)}</> : dayText(row.dueOn)), text: (row) => dayText(row.dueOn) },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'owner', title: t('petitions.owner'), show: (row) => row.ownerBody ?? row.ownerUnitCode ?? '–', hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('area.petitions')} text={t('petitions.hint')}>{may('campaigns.petition.raise') && <Button type="primary" onClick={() => setRaising(true)}>{t('petitions.raise')}</Button>}</PageHead>
      <RecordList id="petitions" label={t('area.petitions')} columns={columns} source={routeSource(listPetitions)} rowKey={(row) => row.id} href={(row) => `/petitions/${row.id}`}
        filters={[{ key: 'q', label: t('petitions.find') }, { key: 'state', label: t('rounds.state'), options: [...codeOptions(PETITION_STATES), { value: 'RECEIVED,CLASSIFIED,ASSIGNED', label: t('petitions.open') }] },
          { key: 'channel', label: t('petitions.channel'), options: codeOptions(PETITION_CHANNELS) }, { key: 'topic', label: t('petitions.topic'), options: codeOptions(PETITION_TOPICS) },
          { key: 'overdue', label: t('petitions.due'), options: [{ value: 'true', label: codeText('OVERDUE') }] }, roundFilter(), ...(post === null ? [] : [unitFilter()]),
          { key: 'mine', label: t('petitions.whose'), options: [{ value: 'true', label: t('petitions.mine') }] }]}
        empty={t('petitions.none')} />
      {raising && <PetitionForm onClose={() => setRaising(false)} />}
    </div>
  );
}
