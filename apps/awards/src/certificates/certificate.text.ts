import type { Post } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';

/** The words printed on certificates. They are Vietnamese wherever they are printed: the paper is a Vietnamese document. */
export const WORDS = {
  confederation: 'TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM',
  heading: 'GIẤY CHỨNG NHẬN',
  awards: { UNION: 'công nhận', STATE: 'tặng danh hiệu', JOINT: 'công nhận' },
  titleWord: 'Danh hiệu',
  tier: 'Mức',
  year: 'Năm',
  schoolYear: 'Năm học',
  number: 'Số',
  byDecision: 'Theo Quyết định số',
  of: 'ngày',
  withPartner: 'Phối hợp',
  onBehalf: 'TM. BAN THƯỜNG VỤ',
  check: 'Quét mã để kiểm tra giấy chứng nhận',
} as const;

/** How a signer's post is written under a paper. */
export const SIGNED_BY: Readonly<Record<Post, string>> = {
  CHAIR: 'CHỦ TỊCH', ACTING_HEAD: 'PHỤ TRÁCH', STANDING_VICE_CHAIR: 'PHÓ CHỦ TỊCH THƯỜNG TRỰC', VICE_CHAIR: 'PHÓ CHỦ TỊCH', COMMITTEE_MEMBER: 'ỦY VIÊN', INSPECTOR: 'ỦY VIÊN', OFFICER: 'CHUYÊN VIÊN',
};

/** `2023-09-30` as dd/MM/yyyy. */
export function printedDay(day: Day): string {
  return day.split('-').reverse().join('/');
}
