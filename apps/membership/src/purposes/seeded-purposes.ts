import type { SeededRule } from '@doanket/rules';

const ASSUMED = 'Handbook 4.11, SOC-10: purpose, basis and retention are kept for all personal data; which basis a purpose has is an assumption.';
const purpose = (scope: string, value: { basis: string; law: string; consentFor?: string; health?: boolean; finance?: boolean; retention: string }): SeededRule => ({
  code: 'DATA_PURPOSE', scope, validFrom: '2013-01-01', source: ASSUMED, confidence: 'ASSUMED',
  value: { basis: value.basis, law: value.law, consentFor: value.consentFor ?? null, health: value.health ?? false, finance: value.finance ?? false, retention: value.retention },
});

/** The register of purposes the product comes with. Frozen with its migration: a change is a proposal, or a migration of its own. */
export const DATA_PURPOSE_RULES: readonly SeededRule[] = [
  purpose('MEMBERSHIP', { basis: 'CHARTER', law: 'Điều lệ Công đoàn Việt Nam', retention: 'MEMBERSHIP' }),
  purpose('DUES', { basis: 'LAW', law: 'Luật Công đoàn; 61/QĐ-TLĐ', finance: true, retention: 'BY_LAW' }),
  purpose('INSURANCE_EXCHANGE', { basis: 'LAW', law: 'Luật Bảo hiểm xã hội 41/2024/QH15', finance: true, retention: 'BY_LAW' }),
  purpose('DUES_EXEMPTION', { basis: 'CHARTER', law: 'Quy định thu đoàn phí: miễn khi hưởng trợ cấp từ 1 tháng', health: true, retention: 'HEALTH_RETENTION' }),
  purpose('BENEFIT_FOLLOWING', { basis: 'CONSENT', law: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15', consentFor: 'INSURANCE', health: true, retention: 'HEALTH_RETENTION' }),
  purpose('WORK_INJURY', { basis: 'LAW', law: 'Luật An toàn, vệ sinh lao động 84/2015/QH13', health: true, retention: 'HEALTH_RETENTION' }),
  purpose('HOUSEHOLD', { basis: 'CONSENT', law: 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15', consentFor: 'WELFARE', retention: 'MEMBERSHIP' }),
  purpose('STATISTICS', { basis: 'CHARTER', law: 'Điều lệ Công đoàn Việt Nam', retention: 'MEMBERSHIP' }),
];
