import { Weighted, type Random } from './random';

/** Family names by their share in the Kinh population, in tenths of a percent; background knowledge, rounded. All combinations are invented. */
const FAMILY = new Weighted<string>([
  ['Nguyễn', 315], ['Trần', 109], ['Lê', 90], ['Phạm', 59], ['Hoàng', 45], ['Vũ', 30], ['Phan', 28], ['Trương', 22], ['Bùi', 21], ['Đặng', 19], ['Đỗ', 19], ['Ngô', 17], ['Hồ', 15], ['Dương', 14], ['Đinh', 10],
  ['Đào', 8], ['Mai', 7], ['Lý', 6], ['Trịnh', 6], ['Đoàn', 6], ['Lương', 6], ['Hà', 5], ['Cao', 5], ['Tạ', 4], ['Chu', 4], ['Lưu', 4], ['Kiều', 3], ['Phùng', 3], ['Tô', 2], ['Quách', 2], ['Khuất', 2], ['Nghiêm', 1],
]);
const WOMEN_MIDDLE = new Weighted<string>([
  ['Thị', 420], ['Thu', 60], ['Thị Thu', 55], ['Thị Thanh', 45], ['Ngọc', 45], ['Thanh', 40], ['Thị Hồng', 40], ['Minh', 35], ['Thị Ngọc', 30], ['Phương', 28], ['Thùy', 25], ['Kim', 20], ['Thị Bích', 18], ['Hồng', 18], ['Hải', 12], ['Khánh', 12], ['Diệu', 8], ['Bảo', 6],
]);
const MEN_MIDDLE = new Weighted<string>([
  ['Văn', 300], ['Đức', 80], ['Minh', 70], ['Quang', 60], ['Xuân', 50], ['Anh', 45], ['Ngọc', 45], ['Hữu', 40], ['Thanh', 40], ['Đình', 40], ['Mạnh', 35], ['Hoàng', 30], ['Tuấn', 30], ['Quốc', 25], ['Trung', 20], ['Việt', 18], ['Duy', 15], ['Công', 15], ['Gia', 8], ['Bá', 8],
]);
const WOMEN_GIVEN = new Weighted<string>([
  ['Hương', 40], ['Lan', 34], ['Hoa', 32], ['Hằng', 32], ['Hà', 30], ['Thảo', 30], ['Trang', 30], ['Linh', 30], ['Huyền', 28], ['Nga', 26], ['Hạnh', 25], ['Thủy', 25], ['Yến', 24], ['Phương', 24], ['Mai', 24], ['Dung', 22], ['Nhung', 22], ['Oanh', 18], ['Loan', 18],
  ['Liên', 18], ['Ngân', 17], ['Anh', 17], ['Vân', 16], ['Tuyết', 14], ['Quỳnh', 14], ['Hiền', 14], ['Thúy', 14], ['Xuân', 10], ['Chi', 10], ['Giang', 10], ['Ánh', 8], ['Diệp', 6], ['Trâm', 6], ['Ngọc', 12], ['Bích', 6], ['Đào', 5], ['Uyên', 5], ['Thơm', 5],
]);
const MEN_GIVEN = new Weighted<string>([
  ['Hùng', 38], ['Dũng', 36], ['Tuấn', 36], ['Cường', 32], ['Sơn', 30], ['Hải', 30], ['Minh', 28], ['Thắng', 27], ['Nam', 26], ['Long', 26], ['Hiếu', 24], ['Đức', 24], ['Hoàng', 22], ['Quân', 22], ['Trung', 22], ['Thành', 22], ['Bình', 20], ['Toàn', 18], ['Kiên', 18],
  ['Huy', 18], ['Tùng', 18], ['Phong', 16], ['Linh', 14], ['Tú', 14], ['Việt', 14], ['Khánh', 12], ['Đạt', 12], ['Quang', 12], ['Lâm', 11], ['Hưng', 16], ['Phúc', 10], ['Vinh', 10], ['Tiến', 14], ['Duy', 9], ['Khoa', 7], ['Thọ', 5], ['Chiến', 10], ['Định', 4],
]);

/** An invented name: family, middle and given name, marks in their composed form. */
export function inventedName(random: Random, woman: boolean): string {
  return `${FAMILY.pick(random)} ${(woman ? WOMEN_MIDDLE : MEN_MIDDLE).pick(random)} ${(woman ? WOMEN_GIVEN : MEN_GIVEN).pick(random)}`.normalize('NFC');
}

const TRADES = ['Cơ khí', 'Dệt may', 'Điện tử', 'Thực phẩm', 'Bao bì', 'Xây lắp', 'Nội thất', 'Dược phẩm', 'Vận tải', 'Thương mại', 'Nhựa', 'Da giày', 'In', 'Thiết bị điện', 'Gốm sứ', 'Bánh kẹo', 'Công nghệ', 'Logistics', 'Môi trường', 'Tư vấn'];
const FIRST = ['Hồng', 'Đại', 'Tân', 'Phú', 'An', 'Bình', 'Minh', 'Thiên', 'Việt', 'Đông', 'Hoa', 'Kim', 'Thành', 'Trường', 'Sao', 'Nam', 'Bắc', 'Long', 'Hưng', 'Quang'];
const SECOND = ['Hà', 'Phong', 'Tiến', 'Gia', 'Khang', 'Sơn', 'Châu', 'Phát', 'Vinh', 'Dương', 'Lâm', 'Thịnh', 'Đạt', 'Hải', 'Mai', 'Cường', 'Lộc', 'Anh', 'Thắng', 'Nguyên'];
const SCHOOLS = ['Trường Mầm non', 'Trường Tiểu học', 'Trường THCS', 'Trường THPT'];
const SERVICES = ['Trung tâm Y tế', 'Bệnh viện', 'Trung tâm Văn hóa', 'Ban Quản lý dự án', 'Trung tâm Dịch vụ việc làm'];

/** An invented employer of a bloc; the number keeps names apart. */
export function employerName(random: Random, bloc: string, n: number): string {
  const words = `${random.pick(FIRST)} ${random.pick(SECOND)}`;
  if (bloc === 'EDUCATION') return `${random.pick(SCHOOLS)} ${words} ${n}`;
  if (bloc === 'PUBLIC_SERVICE') return `${random.pick(SERVICES)} ${words} ${n}`;
  if (bloc === 'FDI') return `Công ty TNHH ${random.pick(TRADES)} ${words} Việt Nam ${n}`;
  return `Công ty ${bloc === 'ENTERPRISE_STATE' ? 'Cổ phần' : random.pick(['TNHH', 'Cổ phần'])} ${random.pick(TRADES)} ${words} ${n}`;
}
