import { dayText, type CitySize, type CityUnion } from './city-plan';
import { personalId } from './identity';
import { inventedName } from './names';
import { Random } from './random';

/** One invented member. */
export interface CityMember {
  readonly n: number; readonly unitCode: string; readonly fullName: string; readonly woman: boolean; readonly birthDate: string; readonly personalId: string; readonly admittedOn: string; readonly job: string;
  readonly direct: boolean; readonly salaryVnd: number;
}

const JOBS: Readonly<Record<string, readonly string[]>> = {
  EDUCATION: ['Giáo viên', 'Nhân viên văn phòng', 'Nhân viên nuôi dưỡng', 'Nhân viên thư viện'],
  PUBLIC_SERVICE: ['Điều dưỡng', 'Bác sĩ', 'Chuyên viên', 'Kỹ thuật viên'],
  OTHER: ['Nhân viên', 'Lái xe', 'Bảo vệ'],
};
const FACTORY = ['Công nhân may', 'Công nhân lắp ráp', 'Thợ hàn', 'Thợ điện', 'Công nhân vận hành máy', 'Kỹ sư', 'Nhân viên kho', 'Nhân viên kế toán', 'Lái xe', 'Tổ trưởng sản xuất'];

/** The members of a union, one after the other: nothing is kept, whatever the size of the city. */
export function* membersOf(union: CityUnion, size: CitySize): Generator<CityMember> {
  const random = new Random(`${size.seed}:members:${union.code}`);
  const jobs = JOBS[union.bloc] ?? FACTORY;
  for (let at = 0; at < union.members; at += 1) {
    const n = union.first + at;
    const woman = random.next() < union.women;
    const birth = { year: 2006 - Math.floor((random.next() + random.next()) * 22), month: random.whole(1, 12), day: random.whole(1, 28) };
    const birthDate = dayText(birth.year, birth.month, birth.day);
    const from = Math.max(birth.year + 18, Number(union.foundedOn.slice(0, 4)) + 1);
    const year = Math.min(2025, from + Math.floor(random.next() * random.next() * Math.max(1, 2026 - from)));
    yield {
      n, unitCode: union.code, fullName: inventedName(random, woman), woman, birthDate, personalId: personalId(random, { woman, birthDate }, n), admittedOn: dayText(Math.max(year, from), random.whole(1, 9), random.whole(1, 28)),
      job: random.pick(jobs), direct: random.next() < union.direct, salaryVnd: 100_000 * Math.round(50 + random.next() * random.next() * 200),
    };
  }
}

/** Head of the list as the import door reads it. The salary has no field there yet and is passed over. */
export const CSV_HEADER = 'STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Mã đơn vị,Ngày kết nạp,Nghề nghiệp,Lao động trực tiếp,Mức lương đóng BHXH';

export function csvLine(member: CityMember): string {
  const day = (text: string): string => text.split('-').reverse().join('/');
  return [
    member.n + 1, member.fullName, day(member.birthDate), member.woman ? 'Nữ' : 'Nam', member.personalId, member.unitCode, day(member.admittedOn), member.job, member.direct ? 'có' : 'không', member.salaryVnd,
  ].join(',');
}

/** The whole list as bytes, in pieces of exactly `pieceBytes` but the last. */
export function* csvPieces(unions: readonly CityUnion[], size: CitySize, pieceBytes: number): Generator<Buffer> {
  let piece = Buffer.allocUnsafe(pieceBytes);
  let filled = 0;
  const lines = function* (): Generator<string> {
    yield `${CSV_HEADER}\r\n`;
    for (const union of unions) for (const member of membersOf(union, size)) yield `${csvLine(member)}\r\n`;
  };
  for (const line of lines()) {
    let bytes = Buffer.from(line);
    while (bytes.length > 0) {
      const taken = bytes.copy(piece, filled);
      filled += taken;
      bytes = bytes.subarray(taken);
      if (filled === pieceBytes) {
        yield piece;
        piece = Buffer.allocUnsafe(pieceBytes);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
