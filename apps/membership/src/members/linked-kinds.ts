/**
 * What refers to a person or a member, and what becomes of it when two records of one person are merged:
 * MOVE: it goes on with the record that stays. KEEP: it stays as it was, a trace of what happened. OWN: the merge itself
 * deals with it. REFUSE: a record that has one is the one that stays.
 *
 * Every column of this service that names a person or a member stands here; a test reads the database and fails for one
 * that does not (engineering handbook 12). Whoever adds a table adds its line.
 */
export interface LinkedKind {
  /** Name in problems and previews. */
  readonly name: string;
  readonly table: string;
  readonly column: string;
  readonly refersTo: 'person' | 'member';
  readonly onMerge: 'MOVE' | 'KEEP' | 'OWN' | 'REFUSE';
  /** An import whose members or persons have one cannot be undone. */
  readonly buildsOn: boolean;
}

const kind = (name: string, at: string, refersTo: 'person' | 'member', onMerge: LinkedKind['onMerge'], buildsOn = false): LinkedKind => {
  const [table = '', column = ''] = at.split('.');
  return { name, table, column, refersTo, onMerge, buildsOn };
};

export const LINKED_KINDS: readonly LinkedKind[] = [
  // What somebody is.
  kind('MEMBERSHIP', 'member.person_id', 'person', 'OWN', true),
  kind('POST', 'directory_post.person_id', 'person', 'REFUSE', true),
  kind('ACCOUNT', 'directory_account.person_id', 'person', 'REFUSE', true),
  kind('MERGED_RECORD', 'person.merged_into', 'person', 'MOVE', true),
  kind('DISMISSAL', 'duplicate_dismissal.person_id', 'person', 'OWN'),
  kind('DISMISSAL', 'duplicate_dismissal.other_person_id', 'person', 'OWN'),
  kind('NEXT_MEMBERSHIP', 'member.transferred_from', 'member', 'KEEP', true),
  kind('TRANSFER', 'member_transfer.person_id', 'person', 'MOVE', true),
  kind('TRANSFER', 'member_transfer.member_id', 'member', 'KEEP', true),
  kind('TRANSFER', 'member_transfer.new_member_id', 'member', 'KEEP', true),
  kind('CARD', 'member_card.member_id', 'member', 'KEEP', true),
  kind('APPLICATION', 'dossier.subject_person_id', 'person', 'KEEP', true),
  kind('FOUNDING', 'founding_applicant.person_id', 'person', 'MOVE', true),
  kind('TRAINING', 'training_attendance.person_id', 'person', 'MOVE', true),
  kind('LEAVE', 'leave_spell.person_id', 'person', 'MOVE', true),
  kind('LEAVE', 'leave_spell.member_id', 'member', 'KEEP', true),
  kind('HOUSEHOLD', 'household_person.person_id', 'person', 'MOVE', true),
  kind('BENEFIT_CLAIM', 'benefit_claim.person_id', 'person', 'MOVE', true),
  kind('BENEFIT_CLAIM', 'benefit_claim.member_id', 'member', 'KEEP', true),
  kind('WORK_INJURY', 'work_injury.person_id', 'person', 'MOVE', true),
  kind('WORK_INJURY', 'work_injury.member_id', 'member', 'KEEP', true),
  kind('WORK_INJURY', 'work_injury_paper.person_id', 'person', 'MOVE', true),
  kind('VISIT', 'visit_task.person_id', 'person', 'MOVE', true),
  kind('VISIT', 'visit_task.member_id', 'member', 'KEEP', true),
  kind('SALARY', 'insured_salary.member_id', 'member', 'KEEP', true),
  kind('SALARY', 'salary_recalculation.member_id', 'member', 'KEEP', true),
  kind('DUES', 'dues_base.member_id', 'member', 'KEEP', true),
  kind('DUES', 'dues_credit.member_id', 'member', 'KEEP', true),
  kind('DUES', 'dues_line.member_id', 'member', 'KEEP', true),
  kind('DUES', 'dues_payment.member_id', 'member', 'KEEP', true),
  kind('DUES', 'dues_relief.member_id', 'member', 'KEEP', true),
  kind('GROUP', 'member_group.member_id', 'member', 'KEEP', true),
  kind('UNIT_SPLIT', 'unit_split_member.member_id', 'member', 'KEEP', true),
  kind('EXCHANGE_ROW', 'exchange_row.person_id', 'person', 'KEEP', true),
  kind('EXCHANGE_ROW', 'exchange_row.member_id', 'member', 'KEEP', true),
  kind('IMPORT_CHANGE', 'import_change.person_id', 'person', 'KEEP'),
  kind('IMPORT_CHANGE', 'import_change.member_id', 'member', 'KEEP'),
  kind('FILE', 'file_owner.owner_person_id', 'person', 'KEEP', true),
  // What somebody did stays with the record under which it was done.
  kind('DEED', 'decision.confirmed_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'decision.recorded_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'decision.signer_person_id', 'person', 'KEEP', true),
  kind('DEED', 'dossier.opened_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'dossier.submitted_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'dossier_event.opened_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'dossier_event.person_id', 'person', 'KEEP', true),
  kind('DEED', 'dossier_event.recorded_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'dossier_evidence.added_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'dossier_evidence.opened_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'duplicate_dismissal.dismissed_by', 'person', 'KEEP', true),
  kind('DEED', 'exchange.applied_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'exchange.sent_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'exchange_task.resolved_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'export_job.asked_by', 'person', 'KEEP', true),
  kind('DEED', 'file.stored_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'import_batch.started_by', 'person', 'KEEP', true),
  kind('DEED', 'leave_spell.recorded_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'benefit_claim.recorded_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'work_injury.recorded_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'work_injury_paper.added_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'visit_task.visited_by_person_id', 'person', 'KEEP', true),
  kind('DEED', 'member_transfer.asked_by', 'person', 'KEEP', true),
  kind('DEED', 'unit_transfer.decided_by', 'person', 'KEEP', true),
];

/** Memberships that hold a person: one at a time (ORG-09). */
export const LIVE_MEMBER = "('ACCEPTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT')";
