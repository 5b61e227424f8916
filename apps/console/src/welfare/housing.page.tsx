import { completeHousingDossier, finishHousingWork, getHousingCase, handOverHouse, payHousingCase, type HousingView } from '@doanket/contracts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, OverdueTag, StateTag } from '../patterns/code/code-text';
import { decisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { HousingFacts } from './housing-facts';

type Step = 'complete' | 'pay' | 'finish' | 'handOver';
const NEXT: Readonly<Partial<Record<HousingView['state'], Step>>> = { APPROVED: 'complete', DOSSIER_COMPLETE: 'pay', DISBURSED: 'finish', WORK_DONE: 'handOver' };

/** One housing case after its approval: papers, payment, work, hand-over. */
export function HousingPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { may, post } = useSession();
  const housing = useRoute(getHousingCase, { params: { id } });
  const mine = (data: HousingView): Step | null => {
    const next = NEXT[data.state];
    if (next === undefined) return null;
    return next === 'pay' ? (may('welfare.housing.pay') ? next : null) : may('welfare.housing.apply') && post?.unitCode === data.unitCode ? next : null;
  };
  return (
    <div className="page">
      <Loaded query={housing}>{(data) => {
        const next = mine(data);
        return (
          <>
            <PageHead title={`${codeText('UNION_HOME')} · ${data.memberName}`} tags={<><StateTag code={data.state} />{data.overdue && <OverdueTag />}</>} text={data.unitName}>
              {data.dossierId !== null && <Go to={`/dossiers/welfare/${data.dossierId}`}>{t('initiatives.openDossier')}</Go>}
              {next !== null && <Doors doors={[{ key: next, label: t(`welfare.do_${next}`), open: true, primary: true, form: (close) => <StepForm housing={data} step={next} onClose={close} /> }]} />}
            </PageHead>
            <HousingFacts housing={data} />
          </>
        );
      }}</Loaded>
    </div>
  );
}

function StepForm({ housing, step, onClose }: { housing: HousingView; step: Step; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { post } = useSession();
  const common = { title: t(`welfare.do_${step}`), submit: t(`welfare.do_${step}`), params: { id: housing.id }, draft: `housing/${housing.id}/${step}`, touches: ['reports'] as const, onClose };
  const day = { kind: 'day', label: t('rounds.day'), required: true, max: clock.today() } as const;
  switch (step) {
    case 'complete': return <RecordDialog {...common} route={completeHousingDossier} initial={{ completedOn: clock.today() }} fields={[{ ...day, name: 'completedOn' }]} />;
    case 'pay': {
      const [number, , file] = decisionFields(t, 'welfare');
      return (
        <RecordDialog {...common} wide route={payHousingCase} initial={{ paidOn: clock.today() }} extra={{ signerPostId: post?.postId ?? '' }}
          fields={[{ ...number!, name: 'number' }, { ...day, name: 'paidOn', label: t('welfare.paidOn') }, { ...file!, name: 'fileId' }]} />
      );
    }
    case 'finish': return <RecordDialog {...common} route={finishHousingWork} initial={{ doneOn: clock.today() }} fields={[{ ...day, name: 'doneOn' }]} />;
    case 'handOver': return <RecordDialog {...common} route={handOverHouse} initial={{ handedOverOn: clock.today() }} fields={[{ ...day, name: 'handedOverOn' }]} />;
  }
}
