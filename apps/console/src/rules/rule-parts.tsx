import { CONFIDENCES, type RuleView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { uploadTo } from '../api/files';
import { codeOptions } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import type { FormField, Values } from '../patterns/form/record-fields';
import { RecordDialog } from '../patterns/form/record-form';
import { useSession } from '../shell/session';
import { type BookService, rulePermission } from './rule-access';
import { bookOf, kindOf } from './rule-books';
import { ruleName, scopeText, valueText } from './rule-words';
import { valueFields, valueSent, valueTyped } from './value-fields';

const reason = (label: string): FormField<'reason'> => ({ kind: 'long', name: 'reason', label, required: true, maxLength: 1000 });

/** Confirm or reject a proposal of another person, take an own one back; why not stands there. */
export function RuleDoors({ service, rule }: { service: BookService; rule: RuleView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { confirmRule, rejectRule, withdrawRule } = bookOf(service).routes;
  const open = rule.state === 'PROPOSED' && may(rulePermission(service, 'decide'));
  const whyNot = rule.whyNot === 'OWN_PROPOSAL' ? t('ruleBook.ownProposal') : null;
  const common = { params: { id: rule.id }, intro: `${ruleName(rule.code)} · ${scopeText(rule.scope)} · ${valueText(rule.value)}` };
  return (
    <Doors doors={[
      { key: 'confirm', label: t('ruleBook.confirm'), open, primary: true, whyNot, form: (close) => <RecordDialog route={confirmRule} {...common} title={t('ruleBook.confirm')} draft={`rule/${rule.id}/confirm`} submit={t('ruleBook.confirm')} onClose={close} fields={[]} /> },
      { key: 'reject', label: t('ruleBook.reject'), open, danger: true, whyNot, form: (close) => <RecordDialog route={rejectRule} {...common} title={t('ruleBook.reject')} draft={`rule/${rule.id}/reject`} submit={t('ruleBook.reject')} danger onClose={close} fields={[reason(t('form.reason'))]} /> },
      { key: 'withdraw', label: t('ruleBook.withdraw'), open: rule.mayWithdraw, danger: true, form: (close) => <RecordDialog route={withdrawRule} {...common} title={t('ruleBook.withdraw')} draft={`rule/${rule.id}/withdraw`} submit={t('ruleBook.withdraw')} danger onClose={close} fields={[reason(t('form.reason'))]} /> },
    ]} />
  );
}

/** Propose a rule of a kind; after `rule`, its value and scope are the beginning. */
export function ProposeDoor({ service, code, rule }: { service: BookService; code: string; rule?: RuleView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const kind = kindOf(service, code);
  if (kind === undefined || kind.keptBy !== undefined) return null;
  const closed = Array.isArray(kind.scopes) ? kind.scopes as readonly string[] : null;
  const scope = rule?.scope ?? (closed?.length === 1 ? closed[0] : undefined);
  const scopeField: FormField = closed === null
    ? { kind: 'text', name: 'scope', label: t('ruleBook.scope'), hint: t('ruleBook.scopeHint'), required: true, maxLength: 65 }
    : { kind: 'choice', name: 'scope', label: t('ruleBook.scope'), required: true, options: closed.map((value) => ({ value, label: scopeText(value) })) };
  const fields: FormField[] = [
    ...(scope === undefined ? [scopeField] : []),
    ...valueFields(kind.value),
    { kind: 'day', name: 'validFrom', label: t('ruleBook.from'), required: true },
    { kind: 'day', name: 'validTo', label: t('ruleBook.to'), hint: t('ruleBook.toHint'), check: (value, values) => (typeof value === 'string' && value < String(values['validFrom'] ?? '') ? t('ruleBook.backwards') : null) },
    { kind: 'text', name: 'decisionNumber', label: t('ruleBook.decision'), maxLength: 120 }, { kind: 'day', name: 'decidedOn', label: t('money.decidedOn'), when: named },
    { kind: 'file', name: 'fileId', label: t('dossier.decisionFile'), hint: t('ruleBook.fileHint'), required: true, when: named, upload: uploadTo(service) },
    { kind: 'long', name: 'source', label: t('ruleBook.source'), required: true, maxLength: 1000 }, { kind: 'choice', name: 'confidence', label: t('ruleBook.confidence'), required: true, options: codeOptions(CONFIDENCES) },
  ];
  const title = scope === undefined ? ruleName(code) : t('ruleBook.proposeFor', { rule: ruleName(code), scope: scopeText(scope) });
  return (
    <Doors doors={[{ key: 'propose', label: t('ruleBook.propose'), primary: rule === undefined, open: may(rulePermission(service, 'propose')), form: (close) => (
      <RecordDialog wide route={bookOf(service).routes.proposeRule} title={title} intro={t('ruleBook.proposeHint')} draft={`rule/${service}/${code}/${scope ?? 'new'}`} submit={t('ruleBook.propose')} onClose={close}
        initial={rule === undefined ? {} : valueTyped(kind.value, rule.value)} fields={fields as never} shape={(body) => ({ ...body, code, scope: scope ?? body['scope'], value: valueSent(kind.value, body['value']) })} />) }]} />
  );
}

/** A decision is named: then its day and its file are asked for. */
const named = (values: Values): boolean => String(values['decisionNumber'] ?? '').trim() !== '';
