import { approveRound, archiveRound, closeRound, launchRound, reviewRound, summariseRound, type RoundView } from '@doanket/contracts';
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { uploadTo } from '../api/files';
import { useSend } from '../api/query';
import { DayField } from '../patterns/form/day-field';
import { Dialog } from '../patterns/form/dialog';
import { TextField } from '../patterns/form/fields';
import { FileField, type StoredFile } from '../patterns/form/file-field';
import { FormFrame } from '../patterns/form/form-frame';
import { useDraft } from '../patterns/form/use-draft';
import { dayText } from '../patterns/format/format';
import { useToast } from '../patterns/toast';
import { useSession } from '../shell/session';
import { RoundDraft } from './round-draft';

type Step = 'draft' | 'approve' | 'launch' | 'review' | 'close' | 'summarise' | 'archive';
const STEPS: Readonly<Record<RoundView['state'], readonly Step[]>> = {
  DRAFT: ['draft', 'approve'], APPROVED: ['launch'], LAUNCHED: ['review', 'close'], RUNNING: ['review', 'close'], CLOSED: ['review', 'summarise'], SUMMARISED: ['archive'], ARCHIVED: [],
};

/** The step of a round that is mine now. */
export function RoundActions({ round }: { round: RoundView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const [step, setStep] = useState<Step | null>(null);
  if (post?.unitCode !== round.unitCode) return null;
  const steps = STEPS[round.state].filter((one) => may(one === 'draft' ? 'campaigns.round.draft' : 'campaigns.round.decide') && (one !== 'review' || round.reviewedOn === null));
  return (
    <>
      {steps.map((one, index) => <Button key={one} type={index === steps.length - 1 ? 'primary' : 'default'} disabled={whyNot(one, round, t) !== null} onClick={() => setStep(one)}>{t(`rounds.do_${one}`)}</Button>)}
      {[...new Set(steps.map((one) => whyNot(one, round, t)))].map((why) => why !== null && <span key={why} className="soft small dk-why">{why}</span>)}
      {step === 'draft' && <RoundDraft round={round} onClose={() => setStep(null)} />}
      {step !== null && step !== 'draft' && <StepDialog round={round} step={step} onClose={() => setStep(null)} />}
    </>
  );
}

/** Why a step cannot be taken now: without dates nothing is approved, and a round is closed after its last day. */
function whyNot(step: Step, round: RoundView, t: TFunction): string | null {
  if (step === 'approve' && (round.startsOn === null || round.endsOn === null)) return t('rounds.needsDates');
  return step === 'close' && round.endsOn !== null && round.endsOn >= clock.today() ? t('rounds.notOver', { day: dayText(round.endsOn) }) : null;
}

function StepDialog({ round, step, onClose }: { round: RoundView; step: Exclude<Step, 'draft'>; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useToast();
  const draft = useDraft(`round/${round.code}/${step}`, { day: clock.today(), number: '', file: null as StoredFile | null, text: '', texts: Object.fromEntries(round.groups.map((group) => [String(group.ordinal), ''])) as Record<string, string> });
  const { value, change } = draft;
  const options = { touches: ['reports'] as const, onDone: () => { draft.drop(); say(t('form.done')); onClose(); } };
  const sends = {
    approve: useSend(approveRound, options), launch: useSend(launchRound, options), review: useSend(reviewRound, options), close: useSend(closeRound, options), summarise: useSend(summariseRound, options), archive: useSend(archiveRound, options),
  };
  const params = { code: round.code };
  const submit = (): void => {
    switch (step) {
      case 'approve': return sends.approve.mutate({ params });
      case 'archive': return sends.archive.mutate({ params });
      case 'launch': return sends.launch.mutate({ params, body: { number: value.number, decidedOn: value.day, ...(value.file === null ? {} : { fileId: value.file.id }) } });
      case 'review': return sends.review.mutate({ params, body: { reviewedOn: value.day, text: value.text } });
      case 'close': return sends.close.mutate({ params, body: { closedOn: value.day } });
      case 'summarise': return sends.summarise.mutate({ params, body: { summarisedOn: value.day, texts: Object.entries(value.texts).filter(([, text]) => text.trim() !== '').map(([ordinal, text]) => ({ ordinal: Number(ordinal), text })) } });
    }
  };
  const { error, isPending } = sends[step];
  const at = (name: string): string | undefined => error?.errorAt(`/body/${name}`)?.detail;
  const blocked = step === 'launch' && value.number.trim() === '' ? t('dossier.needsNumber') : step === 'launch' && value.file === null ? t('form.missing', { fields: t('dossier.decisionFile') }) : step === 'review' && value.text.trim() === '' ? t('rounds.needsText') : step === 'summarise' && round.counts.petitions.open > 0 ? t('rounds.openPetitions', { count: round.counts.petitions.open }) : null;
  return (
    <Dialog title={t(`rounds.do_${step}`)} onClose={onClose} wide={step === 'summarise'}>
      <FormFrame submit={t(`rounds.do_${step}`)} onSubmit={submit} busy={isPending} problem={error} pointers={['/body/number', '/body/decidedOn', '/body/fileId', '/body/reviewedOn', '/body/closedOn', '/body/summarisedOn', '/body/text']} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} blocked={blocked}>
        <p className="soft">{t(`rounds.about_${step}`)}</p>
        {step === 'launch' && <TextField label={t('dossier.number')} required value={value.number} onChange={(number) => change({ number })} error={at('number')} />}
        {step === 'launch' && <FileField label={t('dossier.decisionFile')} required value={value.file} onChange={(file) => change({ file })} upload={uploadTo('campaigns')} error={at('fileId')} hint={t('dossier.fileHint')} />}
        {step !== 'approve' && step !== 'archive' && <DayField label={t('rounds.day')} required value={value.day} onChange={(day) => change({ day: day ?? clock.today() })} error={at('decidedOn') ?? at('reviewedOn') ?? at('closedOn') ?? at('summarisedOn')} />}
        {step === 'review' && <TextField label={t('rounds.reviewText')} required rows={6} value={value.text} onChange={(text) => change({ text })} error={at('text')} />}
        {step === 'summarise' && round.groups.map((group) => <TextField key={group.ordinal} label={group.title} rows={4} value={value.texts[String(group.ordinal)] ?? ''} onChange={(text) => change({ texts: { ...value.texts, [String(group.ordinal)]: text } })} />)}
      </FormFrame>
    </Dialog>
  );
}
