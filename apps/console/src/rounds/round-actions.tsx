import { approveRound, archiveRound, closeRound, launchRound, reviewRound, summariseRound, type Permission, type RoundView } from '@doanket/contracts';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { decidedToday, decisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText } from '../patterns/format/format';
import { useSession } from '../shell/session';
import { RoundDraft } from './round-draft';

type Step = 'draft' | 'approve' | 'launch' | 'review' | 'close' | 'summarise' | 'archive';
const STEPS: Readonly<Record<RoundView['state'], readonly Step[]>> = {
  DRAFT: ['draft', 'approve'], APPROVED: ['launch'], LAUNCHED: ['review', 'close'], RUNNING: ['review', 'close'], CLOSED: ['review', 'summarise'], SUMMARISED: ['archive'], ARCHIVED: [],
};
const needs = (step: Step): Permission => (step === 'draft' ? 'campaigns.round.draft' : 'campaigns.round.decide');

/** The step of a round that is mine now. */
export function RoundActions({ round }: { round: RoundView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const steps = post?.unitCode === round.unitCode ? STEPS[round.state].filter((step) => step !== 'review' || round.reviewedOn === null) : [];
  return (
    <Doors doors={steps.map((step, index) => ({
      key: step, label: t(`rounds.do_${step}`), open: may(needs(step)), primary: index === steps.length - 1, whyNot: whyNot(step, round, t), form: (close) => <StepForm round={round} step={step} onClose={close} />,
    }))} />
  );
}

/** Why a step cannot be taken now: without dates nothing is approved, and a round is closed after its last day. */
function whyNot(step: Step, round: RoundView, t: TFunction): string | null {
  if (step === 'approve' && (round.startsOn === null || round.endsOn === null)) return t('rounds.needsDates');
  if (step === 'summarise' && round.counts.petitions.open > 0) return t('rounds.openPetitions', { count: round.counts.petitions.open });
  return step === 'close' && round.endsOn !== null && round.endsOn >= clock.today() ? t('rounds.notOver', { day: dayText(round.endsOn) }) : null;
}

/** Text of the group with that number in the summary. */
const TEXT_OF = 'texts.';

function StepForm({ round, step, onClose }: { round: RoundView; step: Step; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const common = {
    title: t(`rounds.do_${step}`), submit: t(`rounds.do_${step}`), intro: t(`rounds.about_${step}`), params: { code: round.code }, draft: `round/${round.code}/${step}`, touches: ['reports'] as const, onClose,
  };
  const day = { kind: 'day', label: t('rounds.day'), required: true, max: clock.today() } as const;
  switch (step) {
    case 'draft': return <RoundDraft round={round} onClose={onClose} />;
    case 'approve': return <RecordDialog {...common} route={approveRound} fields={[]} />;
    case 'archive': return <RecordDialog {...common} route={archiveRound} fields={[]} />;
    case 'launch': return <RecordDialog {...common} wide route={launchRound} initial={decidedToday()} fields={decisionFields(t, 'campaigns')} />;
    case 'review': return <RecordDialog {...common} wide route={reviewRound} initial={{ reviewedOn: clock.today() }} fields={[{ ...day, name: 'reviewedOn' }, { kind: 'long', name: 'text', label: t('rounds.reviewText'), required: true, rows: 6, maxLength: 10_000 }]} />;
    case 'close': return <RecordDialog {...common} route={closeRound} initial={{ closedOn: clock.today() }} fields={[{ ...day, name: 'closedOn', ...(round.endsOn === null ? {} : { min: round.endsOn }) }]} />;
    case 'summarise': return (
      <RecordDialog {...common} wide route={summariseRound} initial={{ summarisedOn: clock.today() }} shape={withTexts}
        fields={[{ ...day, name: 'summarisedOn' }, ...round.groups.map((group) => ({ kind: 'long', name: `${TEXT_OF}${group.ordinal}` as 'texts', label: group.title, rows: 4, maxLength: 10_000 } as const))]} />
    );
  }
}

/** The texts as the contract takes them: a list by the number of the group, without the empty ones. */
function withTexts(body: Record<string, unknown>): Record<string, unknown> {
  const texts = Object.entries((body['texts'] ?? {}) as Record<string, string>);
  return { ...body, texts: texts.map(([ordinal, text]) => ({ ordinal: Number(ordinal), text })) };
}
