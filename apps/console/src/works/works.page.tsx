import { listWorks, registerWork, WORK_KINDS, WORK_STATES, type WorkView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roundFilter, unitFilter } from '../api/filters';
import { findRounds } from '../api/lookups';
import { useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Dialog } from '../patterns/form/dialog';
import { NumberField, SelectField, TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { codeChosen, LookupField } from '../patterns/form/lookup-field';
import { useDraft } from '../patterns/form/use-draft';
import { dayText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Registered works, products and tasks. */
export function WorksPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [adding, setAdding] = useState(false);
  const columns: Column<WorkView>[] = [
    { key: 'title', title: t('works.work'), show: (row) => row.title, always: true },
    { key: 'kind', title: t('works.kind'), show: (row) => codeText(row.kind) },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'level', title: t('works.level'), show: (row) => t(`level.${row.level}`) },
    { key: 'completed', title: t('works.completedOn'), show: (row) => <>{dayText(row.completedOn)}{row.late && <> <span className="tag tag-warn">{t('works.late')}</span></>}</>, text: (row) => dayText(row.completedOn) },
    { key: 'value', title: t('works.value'), show: (row) => (row.valueVnd === null ? '–' : vndText(row.valueVnd)), align: 'end', hiddenAtFirst: true },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'round', title: t('rounds.round'), show: (row) => row.roundCode, hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.works')} text={t('works.hint')}>{may('campaigns.work.register') && <Button type="primary" onClick={() => setAdding(true)}>{t('works.register')}</Button>}</PageHead>
      <RecordList id="works" label={t('nav.works')} columns={columns} source={routeSource(listWorks)} rowKey={(row) => row.id} href={(row) => `/emulation/works/${row.id}`}
        filters={[{ key: 'q', label: t('works.find') }, roundFilter(), unitFilter(), { key: 'level', label: t('works.level'), options: (['S', 'G'] as const).map((value) => ({ value, label: t(`level.${value}`) })) },
          { key: 'kind', label: t('works.kind'), options: codeOptions(WORK_KINDS) },
          { key: 'state', label: t('rounds.state'), options: [...codeOptions(WORK_STATES), { value: 'VERIFIED,PLAQUE_ATTACHED', label: t('works.verifiedOrLater') }] }, { key: 'late', label: t('works.late'), options: [{ value: 'true', label: t('works.late') }, { value: 'false', label: t('works.inTime') }] }]}
        empty={t('works.none')} />
      {adding && <RegisterDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function RegisterDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { search, open } = useAddress();
  const draft = useDraft('work/new', { roundCode: search['round'] ?? '', kind: '', title: '', valueVnd: null as number | null });
  const { value, change } = draft;
  const register = useSend(registerWork, { touches: ['reports'], onDone: (work) => { draft.drop(); open(`/emulation/works/${work.id}`); } });
  const at = (name: string): string | undefined => register.error?.errorAt(`/body/${name}`)?.detail;
  const submit = (): void => register.mutate({ body: { roundCode: value.roundCode, kind: value.kind as WorkView['kind'], title: value.title, ...(value.valueVnd === null ? {} : { valueVnd: value.valueVnd }) } });
  return (
    <Dialog title={t('works.register')} onClose={onClose}>
      <FormFrame submit={t('works.register')} onSubmit={submit} busy={register.isPending} problem={register.error} pointers={['/body/roundCode', '/body/kind', '/body/title', '/body/valueVnd']} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose}
        blocked={value.roundCode === '' || value.kind === '' || value.title.trim() === '' ? t('form.fillRequired') : null}>
        <TextField label={t('works.work')} required autoFocus maxLength={300} value={value.title} onChange={(title) => change({ title })} error={at('title')} />
        <div className="dk-fields">
          <SelectField label={t('works.kind')} required value={value.kind} onChange={(kind) => change({ kind })} options={codeOptions(WORK_KINDS)} error={at('kind')} />
          <LookupField kind="rounds" atOnce label={t('reports.round')} required value={codeChosen(value.roundCode)} onChange={(round) => change({ roundCode: round?.value ?? '' })} find={findRounds} error={at('roundCode')} hint={t('works.roundHint')} />
          <NumberField label={t('works.value')} unit="đ" value={value.valueVnd} onChange={(valueVnd) => change({ valueVnd })} error={at('valueVnd')} />
        </div>
      </FormFrame>
    </Dialog>
  );
}
