import { fileNomination, type NominationBody, type TitleView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Dialog } from '../patterns/form/dialog';
import { CheckField, NumberField, SelectField, TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { useSession } from '../shell/session';

/** Nominates a person or a collective of the own unit; the conditions of the title stand beside it. */
export function NominationForm({ titles, onClose }: { titles: readonly TitleView[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const draft = useDraft('nomination/new', { title: '', year: yearOf(clock.today()) as number | null, round: '', receiverKind: 'INDIVIDUAL', name: '', directWorker: false, size: null as number | null, achievement: '' });
  const { value, change } = draft;
  const title = titles.find((one) => one.id === value.title);
  const file = useSend(fileNomination, { onDone: (made) => { draft.drop(); onClose(); if (made.dossierId !== null) open(`/dossiers/awards/${made.dossierId}`); } });
  const at = (name: string): string | undefined => file.error?.errorAt(`/body/${name}`)?.detail;
  const submit = (): void => {
    if (title === undefined || value.year === null) return;
    file.mutate({ body: {
      unitCode: post?.unitCode ?? '', titleCode: title.code, level: title.level, year: value.year, achievement: value.achievement, ...(value.round === '' ? {} : { round: value.round }),
      receiver: { receiverKind: value.receiverKind as NominationBody['receiver']['receiverKind'], name: value.name, ...(value.receiverKind === 'INDIVIDUAL' ? { directWorker: value.directWorker } : value.size === null ? {} : { size: value.size }) },
    } });
  };
  return (
    <Dialog title={t('awards.nominate')} onClose={onClose} wide>
      <FormFrame submit={t('awards.saveDraft')} onSubmit={submit} busy={file.isPending} problem={file.error} pointers={['titleCode', 'year', 'round', 'receiver/name', 'achievement'].map((name) => `/body/${name}`)} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose}
        blocked={title === undefined || value.name.trim() === '' || value.achievement.trim() === '' || value.year === null ? t('form.fillRequired') : null}>
        <SelectField label={t('awards.title')} required value={value.title} onChange={(next) => change({ title: next })} error={at('titleCode')} options={titles.map((one) => ({ value: one.id, label: `${one.name} (${t(`level.${one.level}`)})` }))}
          hint={title === undefined || title.conditions.length === 0 ? undefined : t('awards.conditions', { conditions: title.conditions.map(codeText).join('; '), source: title.decisionNumber })} />
        <div className="dk-fields">
          <SelectField label={t('awards.receiverKind')} required value={value.receiverKind} onChange={(receiverKind) => change({ receiverKind })} options={codeOptions(title?.receiverKinds ?? ['INDIVIDUAL', 'COLLECTIVE', 'FAMILY'])} />
          <TextField label={t('awards.receiver')} required maxLength={300} value={value.name} onChange={(name) => change({ name })} error={at('receiver/name')} />
          <NumberField label={t('rounds.year')} required max={2200} value={value.year} onChange={(year) => change({ year })} error={at('year')} />
          <TextField label={t('reports.round')} value={value.round} onChange={(round) => change({ round })} error={at('round')} />
          {value.receiverKind !== 'INDIVIDUAL' && <NumberField label={t('awards.size')} value={value.size} onChange={(size) => change({ size })} />}
        </div>
        {value.receiverKind === 'INDIVIDUAL' && <CheckField label={t('awards.directWorker')} checked={value.directWorker} onChange={(directWorker) => change({ directWorker })} />}
        <TextField label={t('awards.achievement')} required rows={6} maxLength={20_000} value={value.achievement} onChange={(achievement) => change({ achievement })} error={at('achievement')} />
      </FormFrame>
    </Dialog>
  );
}
