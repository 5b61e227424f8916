import { CONFIDENCES, membershipRuleBook, type RuleView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import type { FormField } from '../patterns/form/record-fields';
import { RecordDialog } from '../patterns/form/record-form';
import { numberText, percentOf } from '../patterns/format/format';
import { useSession } from '../shell/session';
import { i18n } from '../i18n';

type Value = Readonly<Record<string, unknown>>;
type Share = { readonly numerator: number; readonly denominator: number };

/** The name of a rule in words. */
export const ruleName = (code: string): string => (i18n.exists(`ruleName.${code}`) ? i18n.t(`ruleName.${code}`) : code);
const partName = (key: string): string => (i18n.exists(`rulePart.${key}`) ? i18n.t(`rulePart.${key}`) : key);
const isShare = (value: unknown): value is Share => typeof value === 'object' && value !== null && 'numerator' in value && 'denominator' in value;

/** A value in words: `tỷ lệ 0,5%, căn cứ Tiền lương đóng BHXH`. */
export function valueText(value: Value): string {
  return Object.entries(value).map(([key, one]) => `${partName(key)}: ${oneText(one)}`).join(' · ');
}

function oneText(value: unknown): string {
  if (value === null) return i18n.t('ruleBook.nothing');
  if (typeof value === 'boolean') return i18n.t(value ? 'ruleBook.yes' : 'ruleBook.no');
  if (typeof value === 'number') return numberText(value);
  if (isShare(value)) return `${percentOf(String((value.numerator * 100) / value.denominator))} (${value.numerator}/${value.denominator})`;
  if (Array.isArray(value)) return value.map((one) => `(${valueText(one as Value)})`).join(', ');
  return codeText(String(value));
}

/** Confirm or reject a proposal of another person; why not stands there. */
export function RuleDoors({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const open = rule.state === 'PROPOSED' && may('membership.rule.decide');
  const whyNot = rule.whyNot === 'OWN_PROPOSAL' ? t('ruleBook.ownProposal') : null;
  return (
    <Doors doors={[
      { key: 'confirm', label: t('ruleBook.confirm'), open, primary: true, whyNot, form: (close) => <RecordDialog route={membershipRuleBook.confirmRule} params={{ id: rule.id }} title={t('ruleBook.confirm')} intro={`${ruleName(rule.code)} · ${codeText(rule.scope)} · ${valueText(rule.value)}`} draft={`rule/${rule.id}/confirm`} submit={t('ruleBook.confirm')} onClose={close} fields={[]} /> },
      { key: 'reject', label: t('ruleBook.reject'), open, danger: true, whyNot, form: (close) => <RecordDialog route={membershipRuleBook.rejectRule} params={{ id: rule.id }} title={t('ruleBook.reject')} draft={`rule/${rule.id}/reject`} submit={t('ruleBook.reject')} danger onClose={close} fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 1000 }]} /> },
    ]} />
  );
}

/** Propose a rule that follows this one: its value is the beginning, part by part. */
export function ProposeDoor({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const parts = partsOf(rule.value);
  const fields: FormField[] = [
    ...parts.map(({ path, value }): FormField => {
      const label = path.map(partName).join(' – ');
      const name = `value.${path.join('.')}`;
      return typeof value === 'boolean' ? { kind: 'check', name, label } : typeof value === 'number' ? { kind: 'number', name, label, required: true } : { kind: 'text', name, label };
    }),
    { kind: 'day', name: 'validFrom', label: t('ruleBook.from'), required: true }, { kind: 'day', name: 'validTo', label: t('ruleBook.to'), hint: t('ruleBook.toHint') },
    { kind: 'text', name: 'decisionNumber', label: t('ruleBook.decision'), maxLength: 120 }, { kind: 'day', name: 'decidedOn', label: t('money.decidedOn') },
    { kind: 'long', name: 'source', label: t('ruleBook.source'), required: true, maxLength: 1000 }, { kind: 'choice', name: 'confidence', label: t('ruleBook.confidence'), required: true, options: codeOptions(CONFIDENCES) },
  ];
  const initial = Object.fromEntries(parts.map(({ path, value }) => [`value.${path.join('.')}`, value ?? '']));
  return (
    <Doors doors={[{ key: 'propose', label: t('ruleBook.propose'), open: may('membership.rule.propose') && parts.length > 0, form: (close) => (
      <RecordDialog route={membershipRuleBook.proposeRule} title={t('ruleBook.proposeFor', { rule: ruleName(rule.code), scope: codeText(rule.scope) })} intro={t('ruleBook.proposeHint')} draft={`rule/${rule.code}/${rule.scope}`} submit={t('ruleBook.propose')} onClose={close} initial={initial}
        fields={fields as never} shape={(_, values) => ({
          code: rule.code, scope: rule.scope, value: joined(rule.value, parts.map(({ path }) => ({ path, value: values[`value.${path.join('.')}`] }))), validFrom: values['validFrom'], validTo: values['validTo'] ?? null,
          decisionNumber: values['decisionNumber'] === '' ? null : values['decisionNumber'], decidedOn: values['decidedOn'] ?? null, source: values['source'], confidence: values['confidence'],
        })} />) }]} />
  );
}

interface Part { readonly path: readonly string[]; readonly value: unknown }

/** The plain parts of a value; lists are too rich for a form and answer none. */
export function partsOf(value: Value, above: readonly string[] = []): Part[] {
  if (Object.values(value).some(Array.isArray)) return [];
  return Object.entries(value).flatMap(([key, one]): Part[] => (typeof one === 'object' && one !== null ? partsOf(one as Value, [...above, key]) : [{ path: [...above, key], value: one }]));
}

/** A value with its parts as they were typed. */
export function joined(value: Value, parts: readonly Part[]): Record<string, unknown> {
  const out = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  for (const { path, value: typed } of parts) {
    const inner = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, out);
    inner[path.at(-1) ?? ''] = typed === '' ? null : typed;
  }
  return out;
}
