/** Invented persons: common family, middle and given names combined by a fixed order. Any likeness is chance. */
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Đinh', 'Mai', 'Trịnh', 'Đoàn'];
const MIDDLE = ['Minh', 'Thu', 'Quang', 'Ngọc', 'Hải', 'Thanh', 'Đức', 'Bích', 'Xuân', 'Kim', 'Gia', 'Tuấn', 'Khánh', 'Diệu', 'Việt'];
const GIVEN = ['An', 'Bình', 'Châu', 'Duyên', 'Giang', 'Hạnh', 'Khoa', 'Lâm', 'Mỹ', 'Nam', 'Oanh', 'Phúc', 'Quyên', 'Sơn', 'Thảo', 'Uyên', 'Vinh', 'Yến', 'Ánh', 'Đạt', 'Hiền', 'Kiên', 'Loan'];

/** The n-th invented name; the first 6,210 differ. */
export function personName(n: number): string {
  const family = FAMILY[n % FAMILY.length];
  const middle = MIDDLE[Math.floor(n / FAMILY.length) % MIDDLE.length];
  const given = GIVEN[(n + Math.floor(n / (FAMILY.length * MIDDLE.length))) % GIVEN.length];
  return `${family} ${middle} ${given}`;
}

/** Counts through the invented names, so that no two persons of the demo share one by accident. */
export class NameList {
  private next = 0;

  take(): string {
    return personName(this.next++);
  }

  many(count: number): string[] {
    return Array.from({ length: count }, () => this.take());
  }
}
