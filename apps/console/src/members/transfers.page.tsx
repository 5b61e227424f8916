import { cancelMemberTransfer, confirmMemberTransfer, listMemberTransfers, MEMBER_TRANSFER_STATES, type MemberTransferView, refuseMemberTransfer } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { clock } from '../api/clock';
import { codeOptions, codeText, OverdueTag, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Members on the way from one union to another, out of mine and into mine. */
export function MemberTransfersPage() {
  const { t } = useTranslation();
  const columns: Column<MemberTransferView>[] = [
    { key: 'name', title: t('people.name'), show: (row) => row.fullName, always: true },
    { key: 'from', title: t('people.fromUnion'), show: (row) => row.fromUnitName },
    { key: 'to', title: t('people.toUnion'), show: (row) => row.toUnitName },
    { key: 'left', title: t('people.leftOn'), show: (row) => dayText(row.leftOn) },
    { key: 'by', title: t('people.confirmBy'), show: (row) => <>{dayText(row.confirmBy)} {row.overdue && <OverdueTag />}</>, text: (row) => dayText(row.confirmBy) },
    { key: 'confirmed', title: t('people.confirmedOn'), show: (row) => dayText(row.confirmedOn) },
    { key: 'since', title: t('people.memberSince'), show: (row) => dayText(row.memberSince), hiddenAtFirst: true },
    { key: 'state', title: t('people.status'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.memberTransfers')} text={t('people.transfersHint')} />
      <RecordList id="member-transfers" label={t('nav.memberTransfers')} columns={columns} source={routeSource(listMemberTransfers)} rowKey={(row) => row.id} empty={t('people.noTransfers')}
        filters={[
          { key: 'direction', label: t('people.direction'), options: [{ value: 'IN', label: t('people.incoming') }, { value: 'OUT', label: t('people.outgoing') }] },
          { key: 'state', label: t('people.status'), options: codeOptions(MEMBER_TRANSFER_STATES) },
          unitFilter(),
        ]}
        rowActions={(row) => <TransferDoors row={row} />} />
    </div>
  );
}

function TransferDoors({ row }: { row: MemberTransferView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const open = may('membership.member.move') && (row.state === 'TRANSFER_OUT' || row.state === 'IN_TRANSIT');
  const form = { draft: `member-transfer/${row.id}`, params: { id: row.id } };
  return (
    <Doors doors={[
      { key: 'confirm', label: t('people.confirm'), open: open && row.state === 'IN_TRANSIT', whyNot: row.overdue ? t('people.overdueHint') : null, primary: true, form: (close) => (
        <RecordDialog {...form} route={confirmMemberTransfer} title={t('people.confirm')} submit={t('people.confirm')} onClose={close} initial={{ confirmedOn: clock.today() }} intro={t('people.confirmHint', { name: row.fullName, day: dayText(row.confirmBy) })}
          fields={[{ kind: 'day', name: 'confirmedOn', label: t('people.confirmedOn'), required: true, min: row.leftOn, max: clock.today() }]} />) },
      { key: 'refuse', label: t('people.refuse'), open: open && row.state === 'IN_TRANSIT', danger: true, form: (close) => (
        <RecordDialog {...form} route={refuseMemberTransfer} title={t('people.refuse')} submit={t('people.refuse')} danger onClose={close} fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 1000 }]} />) },
      { key: 'cancel', label: t('people.callBack'), open, form: (close) => (
        <RecordDialog {...form} route={cancelMemberTransfer} title={t('people.callBack')} submit={t('people.callBack')} onClose={close} fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 1000 }]} />) },
    ]} />
  );
}
