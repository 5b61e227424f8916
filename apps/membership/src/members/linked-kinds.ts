/**
 * What refers to a person or a member, and what becomes of it when two records of one person are merged:
 * MOVE: it goes on with the record that stays. KEEP: it stays as it was, a trace of what happened. OWN: the merge itself
 * deals with it. REFUSE: while both records have one, nothing can be merged.
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
  kind('MEMBERSHIP', 'member.person_id', 'person', 'OWN', true),
  kind('POST', 'directory_post.person_id', 'person', 'REFUSE', true),
  kind('ACCOUNT', 'directory_account.person_id', 'person', 'REFUSE', true),
  kind('DUES_BASE', 'dues_base.member_id', 'member', 'KEEP'),
  kind('DUES_RELIEF', 'dues_relief.member_id', 'member', 'KEEP', true),
  kind('DUES_LINE', 'dues_line.member_id', 'member', 'KEEP', true),
  kind('DUES_PAYMENT', 'dues_payment.member_id', 'member', 'KEEP', true),
  kind('DUES_CREDIT', 'dues_credit.member_id', 'member', 'REFUSE', true),
];
