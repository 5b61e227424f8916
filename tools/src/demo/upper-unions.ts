/** The 40 upper unions that ended on 30/6/2025: the 30 districts by name, and sector, corporation and office unions. Source: handbook 4.12. */
export interface UpperUnion { readonly code: string; readonly name: string; readonly type: 'S_DISTRICT' | 'S_SECTOR' | 'S_CORPORATION'; readonly validFrom?: string }

const district = (code: string, kind: 'quận' | 'huyện' | 'thị xã', name: string, validFrom?: string): UpperUnion =>
  ({ code, name: `LĐLĐ ${kind} ${name}`, type: 'S_DISTRICT', ...(validFrom === undefined ? {} : { validFrom }) });

export const UPPER_UNIONS: readonly UpperUnion[] = [
  district('ba-dinh', 'quận', 'Ba Đình'), district('hoan-kiem', 'quận', 'Hoàn Kiếm'), district('tay-ho', 'quận', 'Tây Hồ'), district('long-bien', 'quận', 'Long Biên'),
  district('cau-giay', 'quận', 'Cầu Giấy'), district('dong-da', 'quận', 'Đống Đa'), district('hai-ba-trung', 'quận', 'Hai Bà Trưng'), district('hoang-mai', 'quận', 'Hoàng Mai'),
  district('thanh-xuan', 'quận', 'Thanh Xuân'), district('ha-dong', 'quận', 'Hà Đông'), district('nam-tu-liem', 'quận', 'Nam Từ Liêm', '2014-04-01'), district('bac-tu-liem', 'quận', 'Bắc Từ Liêm', '2014-04-01'),
  district('son-tay', 'thị xã', 'Sơn Tây'), district('soc-son', 'huyện', 'Sóc Sơn'), district('dong-anh', 'huyện', 'Đông Anh'), district('gia-lam', 'huyện', 'Gia Lâm'), district('thanh-tri', 'huyện', 'Thanh Trì'),
  district('me-linh', 'huyện', 'Mê Linh'), district('ba-vi', 'huyện', 'Ba Vì'), district('phuc-tho', 'huyện', 'Phúc Thọ'), district('dan-phuong', 'huyện', 'Đan Phượng'), district('hoai-duc', 'huyện', 'Hoài Đức'),
  district('quoc-oai', 'huyện', 'Quốc Oai'), district('thach-that', 'huyện', 'Thạch Thất'), district('chuong-my', 'huyện', 'Chương Mỹ'), district('thanh-oai', 'huyện', 'Thanh Oai'),
  district('thuong-tin', 'huyện', 'Thường Tín'), district('phu-xuyen', 'huyện', 'Phú Xuyên'), district('ung-hoa', 'huyện', 'Ứng Hòa'), district('my-duc', 'huyện', 'Mỹ Đức'),
  { code: 'nganh-giao-duc', name: 'Công đoàn ngành Giáo dục Hà Nội', type: 'S_SECTOR' }, { code: 'nganh-y-te', name: 'Công đoàn ngành Y tế Hà Nội', type: 'S_SECTOR' },
  { code: 'nganh-xay-dung', name: 'Công đoàn ngành Xây dựng Hà Nội', type: 'S_SECTOR' }, { code: 'nganh-giao-thong', name: 'Công đoàn ngành Giao thông vận tải Hà Nội', type: 'S_SECTOR' },
  { code: 'nganh-cong-thuong', name: 'Công đoàn ngành Công Thương Hà Nội', type: 'S_SECTOR' }, { code: 'nganh-nong-nghiep', name: 'Công đoàn ngành Nông nghiệp và Phát triển nông thôn Hà Nội', type: 'S_SECTOR' },
  { code: 'vien-chuc', name: 'Công đoàn Viên chức thành phố Hà Nội', type: 'S_SECTOR' }, { code: 'tong-cong-ty-du-lich', name: 'Công đoàn Tổng công ty Du lịch Hà Nội', type: 'S_CORPORATION' },
  { code: 'tong-cong-ty-van-tai', name: 'Công đoàn Tổng công ty Vận tải Hà Nội', type: 'S_CORPORATION' }, { code: 'tong-cong-ty-thuong-mai', name: 'Công đoàn Tổng công ty Thương mại Hà Nội', type: 'S_CORPORATION' },
];

/** The upper union that stays: the zones. Renamed in 2025. */
export const ZONE_UNION = { code: 'khu-cong-nghiep', name: 'Công đoàn các khu công nghiệp và chế xuất Hà Nội', renamed: 'Công đoàn các khu công nghệ cao và khu công nghiệp Hà Nội' } as const;

/** Ward and commune unions of 1/10/2025. */
export const WARD_COUNT = 84;
export const wardCode = (n: number): string => `phuong-${n}`;

const TRADES = ['Cơ khí', 'Dệt may', 'Điện tử', 'Thực phẩm', 'Bao bì', 'Xây lắp', 'Nội thất', 'Dược phẩm', 'Vận tải', 'Thương mại'];
const WORDS = ['Hồng Hà', 'Ba Vì', 'Sao Mai', 'Đại Phong', 'Tân Tiến', 'Hòa Bình', 'Thăng Long Mới', 'Phú Gia', 'Bình Minh', 'An Khang'];

export interface GrassrootsUnion { readonly code: string; readonly name: string; readonly parent: string; readonly bloc: string; readonly ward: number }

/** Invented grassroots unions, two under each upper union; after 1/10/2025 each belongs to a ward. */
export const GRASSROOTS: readonly GrassrootsUnion[] = UPPER_UNIONS.flatMap((upper, index) => [1, 2].map((n): GrassrootsUnion => ({
  code: `${upper.code}-co-so-${n}`,
  name: `CĐCS Công ty ${TRADES[(index + n) % TRADES.length]} ${WORDS[(index * 2 + n) % WORDS.length]} ${index + 1}`,
  parent: upper.code,
  bloc: n === 1 ? 'ENTERPRISE_NONSTATE' : 'FDI',
  ward: ((index * 2 + n - 1) % WARD_COUNT) + 1,
})));
