import { createHash, randomBytes } from 'node:crypto';
import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { CardCheck, MemberCard } from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock, searchKey } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { InjectConfig } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { toString as qrOf } from 'qrcode';
import type { MembershipConfig } from '../config';
import type { Member } from '../members/member.entity';
import { MemberNotFound, MemberNotInStatus } from '../members/member.errors';
import { MembersStore } from '../members/members.store';
import { FieldKeys } from '../persons/field-keys';
import { PersonsStore } from '../persons/persons.store';
import { CardNotIssued } from './member-card.errors';

const CHECK_PATH = '/the-doan-vien/';
const TOKEN_BYTES = 18;
const VALID: ReadonlySet<string> = new Set(['ACTIVE', 'TRANSFER_OUT']);

interface CardRow { readonly card_no: string; readonly token: Buffer; readonly issued_on: string }

/** Digital cards of members: shown by the member, checked by anybody, saying no more than is needed to compare it. */
@Injectable()
export class MemberCardsService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly directory: Directory, private readonly audit: Audit, private readonly store: MembersStore,
    private readonly persons: PersonsStore, private readonly keys: FieldKeys, @InjectConfig() private readonly config: MembershipConfig,
  ) {}

  get(id: string, principal: Principal): Promise<MemberCard> {
    return this.transactions.readWhole(async (tx) => {
      const member = await this.known(tx, id, principal, 'membership.member.read');
      const rows: CardRow[] = await tx.query('select card_no, token, issued_on::text as issued_on from member_card where member_id = $1', [id]);
      if (rows[0] === undefined) throw new CardNotIssued();
      return this.card(tx, member, rows[0]);
    });
  }

  /** A new code; the one before is worth nothing from then on. */
  renew(id: string, principal: Principal): Promise<MemberCard> {
    return this.transactions.runWhole(async (tx) => {
      const member = await this.known(tx, id, principal, 'membership.member.apply');
      if (!VALID.has(member.status)) throw new MemberNotInStatus(member.status, 'ACTIVE');
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const sealed = this.keys.cipher.seal({ table: 'member_card', column: 'token', rowId: id }, token);
      const rows: CardRow[] = await tx.query(
        `insert into member_card (member_id, unit_id, card_no, token_hash, token, issued_on) values ($1, $2, 'DV-' || lpad(nextval('member_card_no')::text, 8, '0'), $3, $4, $5)
         on conflict on constraint member_card_pk do update set token_hash = excluded.token_hash, token = excluded.token, issued_on = excluded.issued_on
         returning card_no, token, issued_on::text as issued_on`, [id, member.unitId, hashOf(token), sealed, this.clock.today()]);
      await this.audit.record(tx, { action: 'member.issue-card', objectType: 'member', objectId: id, unitId: member.unitId });
      return this.card(tx, member, rows[0] as CardRow);
    });
  }

  /** For anybody: valid, ended or unknown. First letters and the union are there to compare, no name. */
  check(token: string): Promise<CardCheck> {
    return this.transactions.readWhole(async (tx) => {
      const rows: { member_id: string; card_no: string }[] = await tx.query('select member_id, card_no from member_card where token_hash = $1', [hashOf(token)]);
      if (rows[0] === undefined) return { state: 'UNKNOWN', cardNo: null, initials: null, unitName: null };
      const member = await this.store.get(tx, rows[0].member_id);
      if (!VALID.has(member.status)) return { state: 'ENDED', cardNo: rows[0].card_no, initials: null, unitName: null };
      const { fullName } = await this.persons.get(tx, member.personId);
      return { state: 'VALID', cardNo: rows[0].card_no, initials: initialsOf(fullName), unitName: await this.directory.nameOn(tx, member.unitId, this.clock.today()) };
    });
  }

  private async card(tx: Tx, member: Member, row: CardRow): Promise<MemberCard> {
    const { fullName } = await this.persons.get(tx, member.personId);
    const token = this.keys.cipher.open({ table: 'member_card', column: 'token', rowId: member.id }, row.token);
    const checkUrl = `${this.config.PUBLIC_BASE_URL.replace(/\/$/, '')}${CHECK_PATH}${token}`;
    return {
      cardNo: row.card_no, fullName, unitName: await this.directory.nameOn(tx, member.unitId, this.clock.today()), memberSince: member.memberSince, valid: VALID.has(member.status), issuedOn: row.issued_on,
      checkUrl, qrSvg: await qrOf(checkUrl, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }),
    };
  }

  private async known(tx: Tx, id: string, principal: Principal, permission: 'membership.member.read' | 'membership.member.apply'): Promise<Member> {
    const member = await this.store.get(tx, id);
    if (member.personId === principal.personId) return member;
    await this.access.requireUnit(tx, principal, permission, member.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new MemberNotFound() : error;
    });
    return member;
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** `Trần Thị Mẫu` is T. T. M. */
function initialsOf(name: string): string {
  return searchKey(name).split(' ').map((word) => `${word.charAt(0).toUpperCase()}.`).join(' ');
}
