import { getRoundSummary, type FrozenFigure } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { consoleAddressOf } from '../api/console-address';
import { useIndicatorNames } from '../api/indicator-names';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { codeText } from '../patterns/code/code-text';
import { dayText, figureText, instantText, numberText, periodText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';

/** The frozen summary of a round in its content groups, with what changed since. */
export function SummaryPage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const summary = useRoute(getRoundSummary, { params: { code } });
  const indicatorOf = useIndicatorNames();
  const nameOf = (figure: FrozenFigure): string => indicatorOf(figure.indicator);
  return (
    <div className="page">
      <Loaded query={summary}>{(data) => (
        <>
          <PageHead title={t('rounds.summaryOf', { round: data.label })} text={`${periodText(data.startsOn, data.endsOn)} · ${t('rounds.calendarDays', { days: numberText(data.calendarDays) })} · ${t('rounds.frozenAt', { at: instantText(data.frozenAt) })}`}>
            <Go to={`/emulation/rounds/${code}`}>{t('rounds.openRound')}</Go><Button onClick={() => window.print()}>{t('rounds.print')}</Button>
          </PageHead>
          {data.notices.length > 0 && (
            <section className="panel stack-s dk-notices" role="status"><h2>{t('rounds.notices', { count: data.notices.length })}</h2>
              <ul>{data.notices.slice(0, 20).map((notice) => <li key={notice.id}>{codeText(notice.recordType)} {notice.unitCode ?? ''}: {notice.change} <span className="soft small">({instantText(notice.raisedAt)})</span></li>)}</ul></section>
          )}
          {data.groups.map((group) => (
            <section key={group.ordinal} className="panel stack"><h2>{group.ordinal}. {group.title}</h2>
              {group.text !== '' && <p className="dk-prose" style={{ whiteSpace: 'pre-line' }}>{group.text}</p>}
              {group.figures.length > 0 && <ul className="plain dk-frozen">{group.figures.map((figure) => {
                const href = consoleAddressOf(figure.recordsUrl);
                const text = figureText({ ...figure, reported: true });
                return <li key={figure.indicator}>{href === null ? <span className="dk-figure">{text}</span> : <Go to={href} className="dk-figure" aria-label={t('tile.open', { question: nameOf(figure), figure: text })}>{text}</Go>}<span className="soft small">{nameOf(figure)}</span></li>;
              })}</ul>}
            </section>
          ))}
          <p className="soft small">{t('rounds.summarisedOn', { day: dayText(data.summarisedOn) })}</p>
        </>
      )}</Loaded>
    </div>
  );
}
