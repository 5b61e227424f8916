import { assignPetition, classifyPetition, linkPetition, listPetitions, mergePetition, PETITION_OUTCOMES, PETITION_TOPICS, resolvePetition, settlePetition, type PetitionView } from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { useSend } from '../api/query';
import { codeOptions } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { SelectField, TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { LookupField, type Choice } from '../patterns/form/lookup-field';
import { useDraft } from '../patterns/form/use-draft';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';

export type PetitionStep = 'classify' | 'assign' | 'merge' | 'link' | 'answer' | 'resolve';
const USUAL_DAYS = 15;
const FIELDS = ['topic', 'ownerUnitCode', 'ownerBody', 'dueOn', 'into', 'with', 'outcome', 'text', 'settledOn', 'resolvedOn'].map((name) => `/body/${name}`);

/** The form of one step of a petition. */
export function PetitionDialog({ petition, step, onClose }: { petition: PetitionView; step: PetitionStep; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const say = useToast();
  const draft = useDraft(`petition/${petition.id}/${step}`, {
    topic: petition.topic ?? '', owner: (post === null ? null : { value: post.unitCode, label: post.unitName }) as Choice | null, ownerBody: petition.ownerBody ?? '', dueOn: addDays(clock.today(), USUAL_DAYS),
    into: null as Choice | null, outcome: 'ANSWERED', text: '', day: clock.today(),
  });
  const { value, change } = draft;
  const options = { touches: ['reports'] as const, onDone: () => { draft.drop(); say(t('form.done')); onClose(); } };
  const sends = { classify: useSend(classifyPetition, options), assign: useSend(assignPetition, options), merge: useSend(mergePetition, options), link: useSend(linkPetition, options), answer: useSend(settlePetition, options), resolve: useSend(resolvePetition, options) };
  const params = { id: petition.id };
  const submit = (): void => {
    switch (step) {
      case 'classify': return sends.classify.mutate({ params, body: { topic: value.topic as NonNullable<PetitionView['topic']> } });
      case 'assign': return sends.assign.mutate({ params, body: { ownerUnitCode: value.owner?.value ?? '', dueOn: value.dueOn, ...(value.ownerBody.trim() === '' ? {} : { ownerBody: value.ownerBody }) } });
      case 'merge': return sends.merge.mutate({ params, body: { into: value.into?.value ?? '' } });
      case 'link': return sends.link.mutate({ params, body: { with: value.into?.value ?? '' } });
      case 'answer': return sends.answer.mutate({ params, body: { outcome: value.outcome as 'ANSWERED' | 'DIRECTED', text: value.text, settledOn: value.day } });
      case 'resolve': return sends.resolve.mutate({ params, body: { resolvedOn: value.day } });
    }
  };
  const { error, isPending } = sends[step];
  const at = (name: string): string | undefined => error?.errorAt(`/body/${name}`)?.detail;
  const incomplete = { classify: value.topic === '', assign: value.owner === null, merge: value.into === null, link: value.into === null, answer: value.text.trim() === '', resolve: false }[step];
  const findPetitions = async (words: string, signal: AbortSignal): Promise<Choice[]> => {
    const found = await call(listPetitions, { query: { q: words, limit: 10 } }, { signal });
    return found.items.filter((one) => one.id !== petition.id).map((one) => ({ value: one.id, label: one.text.slice(0, 80), hint: one.unitName }));
  };
  return (
    <Dialog title={t(`petitions.do_${step}`)} onClose={onClose}>
      <FormFrame submit={t(`petitions.do_${step}`)} onSubmit={submit} busy={isPending} problem={error} pointers={FIELDS} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} blocked={incomplete ? t('form.fillRequired') : null}>
        {step === 'classify' && <SelectField label={t('petitions.topic')} required value={value.topic} onChange={(topic) => change({ topic })} options={codeOptions(PETITION_TOPICS)} error={at('topic')} />}
        {step === 'assign' && (
          <>
            <LookupField kind="units" label={t('petitions.ownerUnit')} required value={value.owner} onChange={(owner) => change({ owner })} find={findUnitChoices} error={at('ownerUnitCode')} hint={t('petitions.ownerHint')} />
            <TextField label={t('petitions.ownerBody')} value={value.ownerBody} onChange={(ownerBody) => change({ ownerBody })} error={at('ownerBody')} />
            <DayField label={t('petitions.due')} required min={clock.today()} value={value.dueOn} onChange={(dueOn) => change({ dueOn: dueOn ?? value.dueOn })} error={at('dueOn')} />
          </>
        )}
        {step === 'merge' && <LookupField kind="petitions" label={t('petitions.mergeInto')} required value={value.into} onChange={(into) => change({ into })} find={findPetitions} error={at('into')} hint={t('petitions.mergeHint')} />}
        {step === 'link' && <LookupField kind="petitions" label={t('petitions.linkWith')} required value={value.into} onChange={(into) => change({ into })} find={findPetitions} error={at('with')} hint={t('petitions.linkHint')} />}
        {step === 'answer' && (
          <>
            <SelectField label={t('petitions.outcome')} required value={value.outcome} onChange={(outcome) => change({ outcome })} options={codeOptions(PETITION_OUTCOMES)} error={at('outcome')} />
            <TextField label={t('petitions.answer')} required rows={6} maxLength={5000} value={value.text} onChange={(text) => change({ text })} error={at('text')} hint={t('petitions.answerHint')} />
          </>
        )}
        {(step === 'answer' || step === 'resolve') && <DayField label={t(step === 'answer' ? 'petitions.settledOn' : 'petitions.resolvedOn')} required max={clock.today()} value={value.day} onChange={(day) => change({ day: day ?? value.day })} error={at('settledOn') ?? at('resolvedOn')} />}
      </FormFrame>
    </Dialog>
  );
}
