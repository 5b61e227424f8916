import { announceContest, awardPrizes, closeContest, enterContest, holdContest, markEntries, PRIZE_RANKS, type ContestView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findContests, findMovements, findRounds, findUnitChoices } from '../api/lookups';
import { domainCodeFrom } from '../emulation/target-fields';
import { useAddress } from '../patterns/address/address';
import { codeText } from '../patterns/code/code-text';
import { decisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { codeFrom, type Values } from '../patterns/form/record-fields';
import { vndText } from '../patterns/format/format';
import { useSession } from '../shell/session';
import { MarksDialog } from './marks-dialog';

/** Announces an edition of a skill contest by decision (CMP-14). */
export function AnnounceContest({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  return (
    <RecordDialog wide title={t('contests.announce')} onClose={onClose} route={announceContest} draft="contest/new" submit={t('contests.announce')} touches={['reports']} onDone={(contest) => open(`/emulation/contests/${contest.code}`)} initial={{ year: yearOf(clock.today()), decidedOn: clock.today(), trades: [{}] }}
      fields={[
        { kind: 'text', name: 'title', label: t('contests.titleField'), required: true, maxLength: 300 },
        { kind: 'year', name: 'year', label: t('contests.edition'), required: true },
        ...decisionFields(t, 'campaigns'),
        { kind: 'day', name: 'heldOn', label: t('contests.heldOn'), required: true },
        { kind: 'day', name: 'heldUntil', label: t('contests.heldUntil'), check: (day, values) => (typeof day === 'string' && typeof values['heldOn'] === 'string' && day < values['heldOn'] ? t('form.endsBeforeStart') : null) },
        { kind: 'lookup', name: 'roundCode', label: t('rounds.round'), of: 'rounds', find: findRounds, atOnce: true },
        { kind: 'lookup', name: 'movementCode', label: t('movements.movement'), of: 'movements', find: findMovements, atOnce: true },
        { kind: 'words', name: 'coOrganisers', label: t('contests.coOrganisers'), hint: t('import.wordsHint') },
        { kind: 'text', name: 'code', label: t('contests.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => codeFrom(post?.unitCode, values['year'] as number | null, 'tho-gioi') },
        { kind: 'lines', name: 'trades', label: t('contests.trades'), required: true, add: t('contests.addTrade'), line: (n) => t('contests.tradeLine', { n }), max: 60, of: [
          { kind: 'text', name: 'name', label: t('contests.tradeName'), required: true, maxLength: 120 },
          { kind: 'text', name: 'code', label: t('contests.tradeCode'), required: true, maxLength: 60, suggest: (line) => domainCodeFrom(String(line['name'] ?? '')) },
        ] },
        ...PRIZE_RANKS.map((rank) => ({ kind: 'number' as const, name: `moneyByRank.${rank}` as const, label: codeText(rank), unit: 'đ' })),
        { kind: 'number', name: 'budgetVnd', label: t('contests.budget'), unit: 'đ', hint: t('contests.budgetHint') },
      ]} />
  );
}

/** What can be done with an edition: enter contestants, close the entries, mark, award, close. */
export function ContestDoors({ contest }: { contest: ContestView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const own = post?.unitCode === contest.unitCode;
  const organiser = own && may('campaigns.contest.organise');
  const params = { code: contest.code };
  const trades = contest.trades.map((one) => ({ value: one.code, label: one.name }));
  const moneyOf = (rank: unknown): number | undefined => contest.moneyByRank[rank as keyof typeof contest.moneyByRank];
  return (
    <Doors doors={[
      { key: 'enter', label: t('contests.enter'), open: contest.state === 'ANNOUNCED' && may('campaigns.contest.enter'), form: (close) => (
        <RecordDialog wide title={t('contests.enter')} onClose={close} route={enterContest} params={params} draft={`contest/${contest.code}/enter`} submit={t('contests.enter')} touches={['reports']}
          fields={[
            { kind: 'text', name: 'entryNo', label: t('contests.entryNo'), required: true, maxLength: 20 }, { kind: 'text', name: 'contestantName', label: t('contests.name'), required: true, maxLength: 120 },
            { kind: 'year', name: 'birthYear', label: t('contests.birthYear') }, { kind: 'text', name: 'enterprise', label: t('contests.enterprise'), required: true, maxLength: 200 },
            { kind: 'choice', name: 'trade', label: t('contests.trade'), required: true, options: trades },
            { kind: 'lookup', name: 'unitCode', label: t('contests.entrant'), hint: t('contests.entrantHint'), of: 'units', find: findUnitChoices, required: true },
            { kind: 'lookup', name: 'qualifiedIn', label: t('contests.qualifiedIn'), of: 'contests', find: findContests, atOnce: true },
          ]} />
      ) },
      { key: 'hold', label: t('contests.hold'), open: organiser && contest.state === 'ANNOUNCED', whyNot: contest.heldOn > clock.today() ? t('contests.notYet') : null, form: (close) => <RecordDialog title={t('contests.hold')} onClose={close} route={holdContest} params={params} draft={`contest/${contest.code}/hold`} submit={t('contests.hold')} touches={['reports']} intro={t('contests.holdHint')} fields={[]} /> },
      { key: 'mark', label: t('contests.mark'), open: own && contest.state === 'HELD' && may('campaigns.contest.judge'), form: (close) => <MarksDialog code={contest.code} route={markEntries} onClose={close} /> },
      { key: 'award', label: t('contests.award'), open: organiser && contest.state === 'HELD', form: (close) => (
        <RecordDialog wide title={t('contests.award')} onClose={close} route={awardPrizes} params={params} draft={`contest/${contest.code}/award`} submit={t('contests.award')} touches={['reports']} initial={{ decidedOn: clock.today(), prizes: [{ rank: 'FIRST' }] }}
          shape={(body) => ({ ...body, prizes: (body['prizes'] as Values[]).map((prize) => ({ ...prize, amountVnd: prize['amountVnd'] ?? moneyOf(prize['rank']) ?? 0 })) })}
          fields={[...decisionFields(t, 'campaigns'), { kind: 'lines', name: 'prizes', label: t('contests.prizes'), required: true, add: t('contests.addPrize'), line: (n) => t('contests.prizeLine', { n }), max: 500, of: [
            { kind: 'choice', name: 'rank', label: t('contests.rank'), required: true, options: PRIZE_RANKS.map((rank) => ({ value: rank, label: moneyOf(rank) === undefined ? codeText(rank) : `${codeText(rank)} · ${vndText(moneyOf(rank)!)}` })) },
            { kind: 'text', name: 'entryNo', label: t('contests.entryNo'), maxLength: 20, hint: t('contests.entryOrTeam') },
            { kind: 'lookup', name: 'teamUnitCode', label: t('contests.team'), of: 'units', find: findUnitChoices, when: (line) => String(line['entryNo'] ?? '') === '' },
            { kind: 'number', name: 'amountVnd', label: t('contests.amount'), unit: 'đ', hint: t('contests.amountHint'), max: 100_000_000_000 },
            { kind: 'text', name: 'certificateNo', label: t('contests.certificateNo'), required: true, maxLength: 40 },
          ] }]} />
      ) },
      { key: 'close', label: t('contests.close'), primary: true, open: organiser && contest.state === 'HELD', whyNot: contest.budgetVnd !== null && contest.budgetVnd !== contest.statistics.moneyVnd ? t('contests.notMet', { money: vndText(contest.statistics.moneyVnd), budget: vndText(contest.budgetVnd) }) : null, form: (close) => (
        <RecordDialog title={t('contests.close')} onClose={close} route={closeContest} params={params} draft={`contest/${contest.code}/close`} submit={t('contests.close')} touches={['reports']} initial={{ closedOn: clock.today() }} intro={t('contests.closeHint')} fields={[{ kind: 'day', name: 'closedOn', label: t('rounds.day'), required: true, max: clock.today() }]} />
      ) },
    ]} />
  );
}
