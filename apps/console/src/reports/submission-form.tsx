import { addSubmission, changeSubmission, QualifierCode, type SubmissionValue, type SubmissionView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useDictionary } from '../api/indicator-names';
import { formulaText, indicatorName } from '../api/indicator-words';
import { clock } from '../api/clock';
import { findClusters, findRounds } from '../api/lookups';
import { useSend } from '../api/query';
import { codeOptions } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { SelectField, TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { codeChosen, LookupField } from '../patterns/form/lookup-field';
import { useDraft } from '../patterns/form/use-draft';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';

const FIELDS = ['indicator', 'unitCode', 'from', 'to', 'value', 'numerator', 'denominator', 'valueUnit', 'qualifier', 'reason', 'round', 'cluster'].map((name) => `/body/${name}`);

/** One value of one indicator for the own unit, new or corrected. A rate asks for both its parts and computes nothing here. */
export function SubmissionForm({ corrected, onClose }: { corrected?: SubmissionView; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const say = useToast();
  const year = clock.today().slice(0, 4);
  const draft = useDraft(corrected === undefined ? 'submission/new' : `submission/${corrected.id}/${corrected.version}`, corrected === undefined
    ? { indicator: '', from: `${year}-01-01`, to: `${year}-12-31`, value: '', numerator: '', denominator: '', qualifier: 'EXACT', reason: '', round: '', cluster: '' }
    : typedOf(corrected));
  const { value, change } = draft;
  const indicators = useDictionary();
  const chosen = indicators.data?.find((one) => one.code === value.indicator);
  const isLegacy = corrected?.valueUnit === 'LEGACY_PERCENT';
  const isRate = chosen?.valueUnit === 'PERCENT' && !isLegacy;
  const onDone = (): void => { draft.drop(); say(t(corrected === undefined ? 'reports.draftSaved' : 'reports.corrected')); onClose(); };
  const add = useSend(addSubmission, { onDone });
  const correct = useSend(changeSubmission, { onDone });
  const save = corrected === undefined ? add : correct;
  const error = (name: string): string | undefined => save.error?.errorAt(`/body/${name}`)?.detail;
  const submit = (): void => {
    const body = {
      indicator: value.indicator, unitCode: corrected?.unitCode ?? post?.unitCode ?? '', from: value.from, to: value.to, valueUnit: isLegacy ? 'LEGACY_PERCENT' as const : (chosen?.valueUnit ?? 'COUNT'), qualifier: value.qualifier as SubmissionValue['qualifier'],
      ...(isRate ? { numerator: plain(value.numerator), denominator: plain(value.denominator) } : { value: plain(value.value) }),
      ...(value.reason === '' ? {} : { reason: value.reason }), ...(value.round === '' ? {} : { round: value.round }), ...(value.cluster === '' ? {} : { cluster: value.cluster }),
    };
    if (corrected === undefined) add.mutate({ body });
    else correct.mutate({ params: { id: corrected.id }, body, ifMatch: `"${corrected.version}"` });
  };
  return (
    <Dialog title={t(corrected === undefined ? 'reports.newSubmission' : 'reports.correct')} onClose={onClose} wide>
      {corrected?.returnReason != null && <p className="dk-hint">{t('reports.returnedBecause', { reason: corrected.returnReason })}</p>}
      <FormFrame submit={t(corrected === undefined ? 'reports.saveDraft' : 'reports.saveCorrection')} onSubmit={submit} busy={save.isPending} problem={save.error} pointers={FIELDS} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose}
        blocked={value.indicator === '' ? t('reports.chooseIndicator') : null}>
        <SelectField label={t('reports.indicator')} required disabled={corrected !== undefined} value={value.indicator} error={error('indicator')} onChange={(indicator) => change({ indicator })}
          options={(indicators.data ?? []).map((one) => ({ value: one.code, label: indicatorName(one) }))} hint={chosen === undefined ? undefined : formulaText(chosen.formula)} />
        <div className="dk-fields">
          <DayField label={t('reports.from')} required value={value.from} onChange={(from) => change({ from: from ?? '' })} error={error('from')} />
          <DayField label={t('reports.to')} required value={value.to} onChange={(to) => change({ to: to ?? '' })} error={error('to')} />
          {isRate ? (
            <>
              <TextField label={t('reports.numerator')} hint={chosen?.numerator == null ? undefined : formulaText(chosen.numerator)} required value={value.numerator} onChange={(numerator) => change({ numerator })} error={error('numerator')} />
              <TextField label={t('reports.denominator')} hint={chosen?.denominator == null ? undefined : formulaText(chosen.denominator)} required value={value.denominator} onChange={(denominator) => change({ denominator })} error={error('denominator')} />
            </>
          ) : <TextField label={t('reports.value')} required value={value.value} onChange={(next) => change({ value: next })} error={error('value')} />}
          <SelectField label={t('reports.exactness')} value={value.qualifier} onChange={(qualifier) => change({ qualifier })} options={codeOptions(QualifierCode.options)} />
          <LookupField kind="clusters" atOnce label={t('reports.cluster')} value={codeChosen(value.cluster)} onChange={(cluster) => change({ cluster: cluster?.value ?? '' })} find={findClusters} error={error('cluster')} />
          <LookupField kind="rounds" atOnce label={t('reports.round')} value={codeChosen(value.round)} onChange={(round) => change({ round: round?.value ?? '' })} find={findRounds} error={error('round')} />
        </div>
        {chosen !== undefined && chosen.aggregate !== 'SUBMITTED' && <TextField label={t('reports.overrideReason')} hint={t('reports.overrideHint')} rows={2} value={value.reason} onChange={(reason) => change({ reason })} error={error('reason')} />}
      </FormFrame>
    </Dialog>
  );
}

/** What was handed in, as it is typed: `75.2` as `75,2`. */
function typedOf(row: SubmissionView) {
  const typed = (value: string | null): string => (value ?? '').replace('.', ',');
  return {
    indicator: row.indicator, from: row.from, to: row.to, value: row.numerator === null ? typed(row.value) : '', numerator: typed(row.numerator), denominator: typed(row.denominator),
    qualifier: row.qualifier as string, reason: row.reason ?? '', round: row.round ?? '', cluster: row.cluster ?? '',
  };
}

/** `2.365` and `75,2` as typed become `2365` and `75.2`. */
function plain(typed: string): string {
  return typed.trim().replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.');
}
