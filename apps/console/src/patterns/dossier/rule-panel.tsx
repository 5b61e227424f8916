import type { DossierView } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { i18n } from '../../i18n';
import { codeText } from '../code/code-text';
import { dayText, numberText, vndText } from '../format/format';

type Fact = string | number | boolean | null;

/** Ceilings, quotas and deadlines before they refuse, each with the decision it comes from. */
export function RulePanel({ rules }: { rules: DossierView['rules'] }) {
  const { t } = useTranslation();
  if (rules.length === 0) return null;
  return (
    <section className="panel stack-s dk-rules" aria-label={t('dossier.rules')}>
      <h2>{t('dossier.rules')}</h2>
      <ul className="plain dk-rows">
        {rules.map((rule) => (
          <li key={rule.code}>
            <span>{ruleText(rule.code, rule.facts)}</span>
            {rule.source !== null && !HANDBOOK.test(rule.source) && <span className="soft small">{t('dossier.source', { source: sourceText(rule.source) })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A row of the handbook, which officers do not have; a decision has a number of its own. */
const HANDBOOK = /^[A-Z]{3}-\d\d$/;

/** `DEMO-040/HA-NOI, 2026-11-29` with the day as officers write it. */
const sourceText = (source: string): string => source.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => dayText(day as Day));

function ruleText(code: string, facts: Readonly<Record<string, Fact>>): string {
  const shown = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, factText(name, value)]));
  const values = Object.values(facts);
  if (values.length > 0 && values.every((value) => value === null) && i18n.exists(`rule.${code}_none`)) return i18n.t(`rule.${code}_none`);
  if (i18n.exists(`rule.${code}`)) return i18n.t(`rule.${code}`, shown);
  if (typeof facts['fulfilled'] === 'boolean') return `${codeText(code)}: ${codeText(facts['fulfilled'] ? 'MET' : 'NOT_MET')}`;
  if (facts['fulfilled'] === null) return `${codeText(code)}: ${i18n.t('dossier.unknownFact')}`;
  return [codeText(code), ...Object.values(shown)].filter((text) => text !== '').join(' · ');
}

function factText(name: string, value: Fact): string {
  if (typeof value === 'number') return name.endsWith('Vnd') ? vndText(value) : numberText(value);
  if (typeof value === 'boolean') return i18n.t(value ? 'format.yes' : 'format.no');
  if (value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value);
  return value === null ? '–' : codeText(value);
}
