import { type CongressView, getCongress, listTerms } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { dayText, numberText, periodText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { CancelCongressDialog, HoldCongressDialog } from './congress-dialogs';

/** One congress, and the terms of its unit. */
export function CongressPage() {
  const { t } = useTranslation();
  const congress = useRoute(getCongress, { params: { id: useParam('id') } });
  return (
    <div className="page">
      <Loaded query={congress}>{(data) => (
        <>
          <PageHead title={t('congresses.title', { number: data.number, unit: data.unitName })} tags={<StateTag code={data.state} />} text={codeText(data.congressKind)}><CongressDoors congress={data} /></PageHead>
          <div className="grid-2">
            <section className="panel stack"><h2>{t('congresses.facts')}</h2>
              <dl className="facts">
                <dt>{t('organisation.unit')}</dt><dd><Go to={`/organisation/units/${data.unitCode}`}>{data.unitName}</Go></dd>
                <dt>{t('congresses.plannedOn')}</dt><dd>{dayText(data.plannedOn)}</dd>
                {data.heldFrom !== null && <><dt>{t('congresses.held')}</dt><dd>{periodText(data.heldFrom, data.heldTo)}</dd></>}
                <dt>{t('congresses.members')}</dt><dd className="num">{data.memberCount === null ? t('figure.notReported') : numberText(data.memberCount)}</dd>
                {data.congressKind === 'DELEGATES' && <><dt>{t('congresses.delegates')}</dt><dd className="num">{data.delegateCount === null ? t('figure.notReported') : numberText(data.delegateCount)}</dd></>}
                {data.cancelledBecause !== null && <><dt>{t('form.reason')}</dt><dd>{data.cancelledBecause}</dd></>}
              </dl>
            </section>
            <Terms unitCode={data.unitCode} />
          </div>
        </>
      )}</Loaded>
    </div>
  );
}

function CongressDoors({ congress }: { congress: CongressView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const planned = congress.state === 'PLANNED';
  return (
    <Doors doors={[
      { key: 'hold', label: t('congresses.recognise'), open: planned && may('membership.congress.recognise'), primary: true, whyNot: post?.unitCode === congress.unitCode && post.level !== 'N' ? t('congresses.notOwn') : null, form: (close) => <HoldCongressDialog congress={congress} onClose={close} /> },
      { key: 'cancel', label: t('congresses.cancel'), open: planned && may('membership.congress.keep'), danger: true, form: (close) => <CancelCongressDialog congress={congress} onClose={close} /> },
    ]} />
  );
}

/** The terms of a unit, the one that runs first. */
function Terms({ unitCode }: { unitCode: string }) {
  const { t } = useTranslation();
  const terms = useRoute(listTerms, { params: { code: unitCode }, query: {} });
  return (
    <section className="panel stack"><h2>{t('congresses.terms')}</h2>
      <Loaded query={terms}>{({ items }) => (items.length === 0
        ? <p className="soft">{t('congresses.noTerms')}</p>
        : <ul className="plain stack-s">{items.map((term) => (
          <li key={term.id}>
            <b>{t('congresses.term', { number: term.number, label: term.label })}</b> {term.endedOn === null && <span className="tag tag-ok">{t('congresses.running')}</span>}{term.cutShort && <span className="tag tag-warn">{t('congresses.cutShort')}</span>}
            <div className="soft small">{t('congresses.termDays', { from: dayText(term.startsOn), to: term.endedOn === null ? t('congresses.open') : dayText(term.endedOn), planned: term.plannedEndYear })}</div>
          </li>
        ))}</ul>)}</Loaded>
    </section>
  );
}
