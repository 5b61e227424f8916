import { changeNomination, fileNomination, listTitles, RECEIVER_KINDS, type NominationView, type TitleView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findRounds } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { RecordDialog, type RecordFormProps } from '../patterns/form/record-form';
import type { Values } from '../patterns/form/record-fields';
import { useSession } from '../shell/session';

/** Nominates a person or a collective of the own unit, or changes the draft of it; the conditions of the title stand with it. The deciding level of a draft stays. */
export function NominationForm({ nomination, onClose }: { nomination?: NominationView; onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const all = useRoute(listTitles, { query: { limit: 100 } }).data?.items;
  if (all === undefined) return null;
  const titles = nomination === undefined ? all : all.filter((one) => one.level === nomination.level);
  const titleIn = (values: Values): TitleView | undefined => titles.find((one) => one.id === values['titleCode']);
  const alone = (values: Values): boolean => values['receiver.receiverKind'] === 'INDIVIDUAL';
  // The form chooses a title of a level; the contract names both.
  const shape = (body: Record<string, unknown>): Record<string, unknown> => {
    const title = titles.find((one) => one.id === body['titleCode']);
    return { ...body, ...(title === undefined ? {} : { titleCode: title.code, level: title.level }), receiver: { ...(body['receiver'] as object), ...(nomination?.receiver.personId == null ? {} : { personId: nomination.receiver.personId }) } };
  };
  const fields: RecordFormProps<typeof fileNomination>['fields'] = [
    { kind: 'choice', name: 'titleCode', label: t('awards.title'), required: true, options: titles.map((one) => ({ value: one.id, label: `${one.name} (${t(`level.${one.level}`)})` })) },
    { kind: 'choice', name: 'receiver.receiverKind', label: t('awards.receiverKind'), required: true, options: codeOptions(RECEIVER_KINDS), check: (kind, values) => fits(titleIn(values), kind) ? null : t('awards.receiverNotFor') },
    { kind: 'text', name: 'receiver.name', label: t('awards.receiver'), required: true, maxLength: 300 },
    { kind: 'year', name: 'year', label: t('rounds.year'), required: true },
    { kind: 'lookup', name: 'round', label: t('rounds.round'), of: 'rounds', find: findRounds, atOnce: true },
    { kind: 'number', name: 'tier', label: t('awards.tierField'), max: 9, when: (values) => (titleIn(values)?.tiers ?? null) !== null },
    { kind: 'number', name: 'receiver.size', label: t('awards.size'), max: 1_000_000, when: (values) => !alone(values) },
    { kind: 'check', name: 'receiver.directWorker', label: t('awards.directWorker'), when: alone },
    { kind: 'long', name: 'achievement', label: t('awards.achievement'), required: true, rows: 6, maxLength: 20_000 },
  ];
  const conditions = (values: Values) => {
    const title = titleIn(values);
    return title === undefined || title.conditions.length === 0 ? null : <p className="soft small">{t('awards.conditions', { conditions: title.conditions.map(codeText).join('; '), source: title.decisionNumber })}</p>;
  };
  if (nomination === undefined) {
    return (
      <RecordDialog wide title={t('awards.nominate')} onClose={onClose} route={fileNomination} draft="nomination/new" submit={t('awards.saveDraft')} fields={fields} shape={shape} outlook={conditions}
        initial={{ year: yearOf(clock.today()), 'receiver.receiverKind': 'INDIVIDUAL' }} extra={{ unitCode: post?.unitCode ?? '' }} onDone={(made) => { if (made.dossierId !== null) open(`/dossiers/awards/${made.dossierId}`); }} />
    );
  }
  const { id, version, receiver, round, year, achievement, tier, movement, schoolYear } = nomination;
  return (
    <RecordDialog wide title={t('awards.changeNomination')} onClose={onClose} route={changeNomination} params={{ id }} ifMatch={`"${version}"`} draft={`nomination/${id}/v${version}`} submit={t('form.save')} fields={fields} shape={shape} outlook={conditions}
      initial={{
        titleCode: titles.find((one) => one.code === nomination.titleCode)?.id ?? '', year, round: round === null ? null : { value: round, label: round }, tier, achievement,
        'receiver.receiverKind': receiver.receiverKind, 'receiver.name': receiver.name, 'receiver.directWorker': receiver.directWorker ?? false, 'receiver.size': receiver.size,
      }}
      extra={{ unitCode: nomination.unitCode, level: nomination.level, ...(movement === null ? {} : { movement }), ...(schoolYear === null ? {} : { schoolYear }) }} />
  );
}

const fits = (title: TitleView | undefined, kind: unknown): boolean => title === undefined || (title.receiverKinds as readonly unknown[]).includes(kind);
