import { acceptWork, attachPlaque, completeWork, getWork, startWork, verifyWork, type WorkView } from '@doanket/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { RoundName } from '../api/unit-name';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { decidedToday, decisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

type Step = 'accept' | 'start' | 'complete' | 'verify' | 'plaque';
const NEXT: Readonly<Partial<Record<WorkView['state'], Step>>> = { REGISTERED: 'accept', ACCEPTED: 'start', IN_PROGRESS: 'complete', COMPLETED: 'verify', VERIFIED: 'plaque' };
const NEEDS = { accept: 'campaigns.work.verify', start: 'campaigns.work.register', complete: 'campaigns.work.register', verify: 'campaigns.work.verify', plaque: 'campaigns.plaque.decide' } as const;
const OWN: readonly Step[] = ['start', 'complete'];

/** One work with its life and the step that is mine. */
export function WorkRecordPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may, post } = useSession();
  const work = useRoute(getWork, { params: { id } });
  const mine = (data: WorkView): Step | null => {
    const next = NEXT[data.state];
    if (next === undefined || !may(NEEDS[next])) return null;
    return OWN.includes(next) === (post?.unitCode === data.unitCode) ? next : null;
  };
  return (
    <div className="page">
      <Loaded query={work}>{(data) => {
        const next = mine(data);
        return (
          <>
            <PageHead title={data.title} tags={<><StateTag code={data.state} />{data.late && <span className="tag tag-warn">{t('works.late')}</span>}</>} text={`${codeText(data.kind)} · ${data.unitName}`}>
              {next !== null && <Doors doors={[{ key: next, label: t(`works.do_${next}`), open: true, primary: true, form: (close) => <StepForm work={data} step={next} onClose={close} /> }]} />}
            </PageHead>
            <div className="grid-2">
              <section className="panel stack"><h2>{t('works.facts')}</h2>
                <dl className="facts">
                  <dt>{t('rounds.round')}</dt><dd><Go to={`/emulation/rounds/${data.roundCode}`}><RoundName code={data.roundCode} /></Go></dd>
                  <dt>{t('works.level')}</dt><dd>{t(`level.${data.level}`)}</dd>
                  <dt>{t('works.registeredOn')}</dt><dd>{dayText(data.registeredOn)}</dd>
                  <dt>{t('works.completedOn')}</dt><dd>{dayText(data.completedOn)}</dd>
                  <dt>{t('works.verifiedOn')}</dt><dd>{dayText(data.verifiedOn)}</dd>
                  <dt>{t('works.value')}</dt><dd>{data.valueVnd === null ? '–' : vndText(data.valueVnd)}</dd>
                  {data.decisionId !== null && <><dt>{t('works.decision')}</dt><dd><Go to={`/decisions/campaigns/${data.decisionId}`}>{t('works.openDecision')}</Go></dd></>}
                </dl>
                {data.warnings.length > 0 && <ul className="dk-missing">{data.warnings.map((warning) => <li key={warning}>{codeText(warning)}</li>)}</ul>}
              </section>
              {data.plaque !== null && (
                <section className="panel stack dk-gold"><h2>{t('works.plaque')}</h2><p className="strong">{data.plaque.plaqueText}</p>
                  <dl className="facts"><dt>{t('works.attachedOn')}</dt><dd>{dayText(data.plaque.attachedOn)}</dd><dt>{t('works.place')}</dt><dd>{data.plaque.place}</dd><dt>{t('works.meaning')}</dt><dd>{data.plaque.socialMeaning}</dd></dl></section>
              )}
            </div>
          </>
        );
      }}</Loaded>
    </div>
  );
}

function StepForm({ work, step, onClose }: { work: WorkView; step: Step; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const common = {
    title: t(`works.do_${step}`), submit: t(`works.do_${step}`), intro: t(`works.about_${step}`), params: { id: work.id }, draft: `work/${work.id}/${step}`, touches: ['reports'] as const, onClose,
  };
  const value = { kind: 'number', name: 'valueVnd', label: t('works.value'), unit: 'đ' } as const;
  switch (step) {
    case 'accept': return <RecordDialog {...common} route={acceptWork} fields={[]} />;
    case 'start': return <RecordDialog {...common} route={startWork} fields={[]} />;
    case 'complete': return <RecordDialog {...common} route={completeWork} initial={{ completedOn: clock.today(), valueVnd: work.valueVnd }} fields={[{ kind: 'day', name: 'completedOn', label: t('works.completedOn'), required: true, max: clock.today() }, value]} />;
    case 'verify': return <RecordDialog {...common} wide route={verifyWork} initial={decidedToday()} fields={decisionFields(t, 'campaigns')} />;
    case 'plaque': return (
      <RecordDialog {...common} wide route={attachPlaque} initial={{ ...decidedToday(), attachedOn: clock.today(), valueVnd: work.valueVnd }}
        fields={[
          ...decisionFields(t, 'campaigns'), value,
          { kind: 'day', name: 'attachedOn', label: t('works.attachedOn'), required: true },
          { kind: 'text', name: 'plaqueText', label: t('works.plaqueText'), required: true, maxLength: 500 },
          { kind: 'text', name: 'place', label: t('works.place'), required: true, maxLength: 300 },
          { kind: 'long', name: 'socialMeaning', label: t('works.meaning'), required: true, rows: 3, maxLength: 2000 },
        ]} />
    );
  }
}
