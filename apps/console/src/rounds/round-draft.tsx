import { draftRound, ROUND_INDICATORS, type RoundView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useIndicatorNames } from '../api/indicator-names';
import { periodFields, targetLines, targetValues } from '../emulation/target-fields';
import { RecordDialog } from '../patterns/form/record-form';
import type { Values } from '../patterns/form/record-fields';

/** Prepares a drafted round: dates, label, deadline, plaques, content groups, targets. */
export function RoundDraft({ round, onClose }: { round: RoundView; onClose: () => void }) {
  const { t } = useTranslation();
  const nameOf = useIndicatorNames();
  return (
    <RecordDialog wide title={t('rounds.do_draft')} onClose={onClose} route={draftRound} params={{ code: round.code }} ifMatch={`"${round.version}"`} draft={`round/${round.code}/draft/${round.version}`} submit={t('rounds.saveDraft')} touches={['reports']} intro={t('rounds.about_draft')}
      initial={{
        label: round.label ?? '', startsOn: round.startsOn, endsOn: round.endsOn, registrationUntil: round.registrationUntil, plaqueQuota: round.plaqueQuota,
        groups: round.groups.map((group) => ({ title: group.title, indicators: group.indicators })), targets: round.targets.map((target) => targetValues(target, nameOf)),
      }}
      shape={(body) => ({ ...body, groups: ((body['groups'] ?? []) as Values[]).map((group, index) => ({ ...group, ordinal: index + 1 })) })}
      fields={[
        { kind: 'text', name: 'label', label: t('rounds.label'), maxLength: 100, hint: t('rounds.labelHint') },
        ...periodFields(t, 'startsOn', 'endsOn', false),
        { kind: 'day', name: 'registrationUntil', label: t('rounds.registrationUntil'), hint: t('rounds.registrationHint') },
        { kind: 'number', name: 'plaqueQuota', label: t('rounds.plaqueQuota'), hint: t('rounds.plaqueQuotaHint'), max: 1000 },
        { kind: 'lines', name: 'groups', label: t('rounds.groups'), hint: t('rounds.groupsHint'), add: t('rounds.addGroup'), line: (n) => t('rounds.groupLine', { n }), max: 20, of: [
          { kind: 'text', name: 'title', label: t('rounds.groupTitle'), required: true, maxLength: 200 },
          { kind: 'choices', name: 'indicators', label: t('rounds.groupIndicators'), options: ROUND_INDICATORS.map((value) => ({ value, label: nameOf(value) })) },
        ] },
        targetLines(t),
      ]} />
  );
}
