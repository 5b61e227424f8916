import type { DossierView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeText } from '../code/code-text';
import { dayText, instantText } from '../format/format';

/** The way of a dossier: its steps, then everything that happened, newest first. */
export function DossierTimeline({ dossier, names }: { dossier: DossierView; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation();
  const units = new Map([[dossier.unitCode, dossier.unitName], ...dossier.steps.flatMap((step): [string, string][] => (step.unitCode === null || step.unitName === null ? [] : [[step.unitCode, step.unitName]]))]);
  return (
    <div className="stack">
      <section className="panel stack-s" aria-label={t('dossier.steps')}>
        <h2>{t('dossier.steps')}</h2>
        <ol className="plain dk-steps">
          {dossier.steps.map((step) => (
            <li key={step.code} data-state={step.state} aria-current={step.state === 'CURRENT' ? 'step' : undefined}>
              <span className="strong">{codeText(step.code)}</span>
              <span className="small soft">{step.unitName ?? t(`level.${step.level}`)} · {t(`dossier.step_${step.state}`)}{step.dueOn !== null && step.state !== 'DONE' ? ` · ${t('dossier.dueOn', { day: dayText(step.dueOn) })}` : ''}</span>
            </li>
          ))}
        </ol>
      </section>
      <section className="panel stack-s" aria-label={t('dossier.timeline')}>
        <h2>{t('dossier.timeline')}</h2>
        <ol className="plain dk-timeline">
          {[...dossier.timeline].reverse().map((event) => (
            <li key={event.n}>
              <span className="row"><span className="strong">{t(`dossier.did_${event.action}`)}</span>{event.step !== null && <span className="tag">{codeText(event.step)}</span>}{event.paper && <span className="tag tag-warn">{t('dossier.onPaper')}</span>}</span>
              <span className="small">{[event.personId === null ? null : names.get(event.personId), event.post === null ? null : t(`post.${event.post}`), event.unitCode === null ? null : units.get(event.unitCode) ?? event.unitCode].filter(Boolean).join(' · ')}</span>
              {event.note !== null && <q className="small">{codeText(event.note)}</q>}
              {event.decisionNumber !== null && <span className="small">{t('dossier.decisionNo', { number: event.decisionNumber, day: dayText(event.on) })}</span>}
              <time className="small soft num" dateTime={event.at}>{instantText(event.at)}</time>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
