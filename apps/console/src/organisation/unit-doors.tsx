import { advanceUnit, BLOCS, foundUnit, moveUnit, reclassifyUnit, renameUnit, UNIT_TYPES, type UnitDetail } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { useSession } from '../shell/session';
import { StartPost } from './post-doors';
import { AssignTerritories } from './territory-doors';
import { SplitUnion } from './union-split';
import { EndUnit } from './unit-ending';
import { SplitUnit } from './unit-split';
import { unitCodeFrom } from './unit-words';

/** From the top down; a unit hangs on one of a higher rank. Source: handbook ORG-01. */
const RANKS = { N: 0, C: 1, S_DISTRICT: 2, S_SECTOR: 2, S_CORPORATION: 2, S_ZONE: 2, S_WARD: 2, G: 3, G_MEMBER: 4, D: 5, T: 6 } as const;
const typeOptions = (below: keyof typeof RANKS) => UNIT_TYPES.filter((type) => RANKS[type] > RANKS[below]).map((value) => ({ value, label: codeText(`UNIT_${value}`) }));

/** What may be decided about a unit: found one below, advance, rename, reclassify, move, split, merge, end it; fill its posts. */
export function UnitDoors({ unit }: { unit: UnitDetail }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const { open } = useAddress();
  const decide = may('membership.unit.decide');
  const live = ['ACTIVE', 'PROVISIONAL', 'PROPOSED'].includes(unit.state);
  const params = { code: unit.code };
  const today = clock.today();
  const from = { kind: 'day', name: 'validFrom', label: t('organisation.validFrom'), hint: t('organisation.validFromHint') } as const;
  const decision = innerDecisionFields(t, 'membership');
  const common = { params, touches: ['reports', 'campaigns', 'awards', 'welfare', 'initiatives'] as const, initial: { 'decision.decidedOn': today } };
  return (
    <Doors doors={[
      { key: 'rename', label: t('organisation.rename'), open: decide && live, form: (close) => (
        <RecordDialog wide title={t('organisation.rename')} onClose={close} route={renameUnit} {...common} draft={`unit/${unit.code}/rename`} submit={t('organisation.rename')} initial={{ ...common.initial, name: unit.name }}
          fields={[{ kind: 'text', name: 'name', label: t('organisation.newName'), required: true, maxLength: 300, check: (name) => (name === unit.name ? t('organisation.sameName') : null) }, from, ...decision]} />
      ) },
      { key: 'reclassify', label: t('organisation.reclassify'), open: decide && live, form: (close) => (
        <RecordDialog wide title={t('organisation.reclassify')} onClose={close} route={reclassifyUnit} {...common} draft={`unit/${unit.code}/reclassify`} submit={t('organisation.reclassify')} initial={{ ...common.initial, bloc: unit.bloc ?? '', territories: unit.territories.join(', ') }} shape={(body) => ({ ...body, bloc: body['bloc'] ?? null })}
          fields={[{ kind: 'choice', name: 'bloc', label: t('organisation.bloc'), empty: t('organisation.noBloc'), options: codeOptions(BLOCS) }, { kind: 'words', name: 'territories', label: t('organisation.territories'), hint: t('import.wordsHint') }, from, ...decision]} />
      ) },
      { key: 'move', label: t('organisation.move'), open: decide && live && unit.parentCode !== null, form: (close) => (
        <RecordDialog wide title={t('organisation.move')} onClose={close} route={moveUnit} {...common} draft={`unit/${unit.code}/move`} submit={t('organisation.move')} intro={t('organisation.moveHint', { unit: unit.name, parent: unit.ancestors.at(-1)?.name ?? '' })}
          fields={[{ kind: 'lookup', name: 'parentCode', label: t('organisation.newParent'), required: true, of: 'units', find: findUnitChoices }, from, ...decision]} />
      ) },
      { key: 'advance', label: t('organisation.advance'), open: decide && (unit.state === 'PROPOSED' || unit.state === 'PROVISIONAL'), form: (close) => (
        <RecordDialog title={t('organisation.advance')} onClose={close} route={advanceUnit} {...common} draft={`unit/${unit.code}/advance`} submit={t('organisation.advance')} initial={{ ...common.initial, state: 'ACTIVE' }}
          fields={[{ kind: 'choice', name: 'state', label: t('organisation.state'), required: true, options: codeOptions(unit.state === 'PROPOSED' ? ['PROVISIONAL', 'ACTIVE'] : ['ACTIVE']) }, from, ...decision]} />
      ) },
      { key: 'territories', label: t('wardUnion.assign'), open: decide && live && unit.type === 'S_WARD', form: (close) => <AssignTerritories unit={unit} onClose={close} /> },
      { key: 'split', label: t('organisation.split'), open: decide && unit.state === 'ACTIVE' && unit.level === 'S' && unit.parentCode !== null && unit.childCount > 0, form: (close) => <SplitUnit unit={unit} onClose={close} /> },
      { key: 'splitUnion', label: t('unionSplit.title'), open: decide && ['ACTIVE', 'PROVISIONAL'].includes(unit.state) && unit.type === 'G', form: (close) => <SplitUnion unit={unit} onClose={close} /> },
      { key: 'merge', label: t('organisation.merge'), open: decide && live && unit.parentCode !== null, form: (close) => <EndUnit unit={unit} how="MERGED" onClose={close} /> },
      { key: 'end', label: t('organisation.end'), open: decide && live && unit.parentCode !== null, danger: true, form: (close) => <EndUnit unit={unit} how="ENDED" onClose={close} /> },
      { key: 'post', label: t('organisation.startPost'), open: live && may('membership.post.decide'), form: (close) => <StartPost unitCode={unit.code} onClose={close} /> },
      { key: 'found', label: t('organisation.found'), primary: true, open: decide && live && typeOptions(unit.type).length > 0, form: (close) => (
        <RecordDialog wide title={t('organisation.found')} onClose={close} route={foundUnit} touches={common.touches} draft={`unit/${unit.code}/found`} submit={t('organisation.found')} initial={{ ...common.initial, state: 'ACTIVE', type: typeOptions(unit.type)[0]?.value ?? '' }} extra={{ parentCode: unit.code }} intro={t('organisation.foundHint', { parent: unit.name })} onDone={(made) => open(`/organisation/units/${made.code}`)}
          shape={(body) => ({ ...body, bloc: body['bloc'] ?? null })}
          fields={[
            { kind: 'text', name: 'name', label: t('organisation.name'), required: true, maxLength: 300 }, { kind: 'choice', name: 'type', label: t('organisation.type'), required: true, options: typeOptions(unit.type) },
            { kind: 'text', name: 'code', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => unitCodeFrom(values['name']) },
            { kind: 'choice', name: 'state', label: t('organisation.state'), required: true, options: codeOptions(['PROPOSED', 'PROVISIONAL', 'ACTIVE']) },
            { kind: 'choice', name: 'bloc', label: t('organisation.bloc'), empty: t('organisation.noBloc'), options: codeOptions(BLOCS), when: (values) => ['G', 'G_MEMBER', 'D', 'T'].includes(String(values['type'])) },
            { kind: 'words', name: 'territories', label: t('organisation.territories'), hint: t('import.wordsHint') }, from, ...decision,
          ]} />
      ) },
    ]} />
  );
}
