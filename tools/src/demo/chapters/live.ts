import type { GatewaySession } from '../../support/gateway-session';
import type { DemoFile } from '../accounts';
import type { Stage } from '../stage';
import { GRASSROOTS, wardCode } from '../upper-unions';
import { today } from './beginning';

interface WithDossier { readonly id: string; readonly dossierId: string | null }

/** One page of text as PDF: evidence for the open dossiers. */
const PAPER = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Live work of today: every account finds something in its queue. Answers the partner systems that were admitted. */
export async function live(stage: Stage): Promise<DemoFile['partners']> {
  await stage.player.paper(stage.desk('ha-noi'), {
    service: 'welfare', kind: 'HOUSING_PROGRAMME', issuer: 'ha-noi', number: stage.player.demoNumber('ha-noi'), decidedOn: today(),
    items: [{ year: Number(today().slice(0, 4)), budgetVnd: 3_000_000_000, buildVnd: 50_000_000, repairVnd: 30_000_000 }],
  });
  for (const union of GRASSROOTS.filter(({ ward }) => ward === 1 || ward === 3 || ward === 30).slice(0, 3)) await workplace(stage, union.code, wardCode(union.ward));
  await petitionsOfToday(stage);
  await papersToConfirm(stage);
  return partners(stage);
}

function session(stage: Stage, username: string): Promise<GatewaySession> {
  const account = stage.accounts.find((candidate) => candidate.username === username);
  if (account === undefined) throw new Error(`No demo account ${username}`);
  return stage.signIn(account);
}

/** Initiatives, a housing case and a nomination of one workplace, each at another step of its way. */
async function workplace(stage: Stage, unitCode: string, ward: string): Promise<void> {
  const { player } = stage;
  const officer = await session(stage, `g.can-bo.${unitCode}`);
  const chair = await session(stage, `g.chu-tich.${unitCode}`);
  const attach = async (service: string, dossierId: string, kind: string): Promise<void> => {
    const file = await officer.upload<{ id: string }>(`/api/${service}/files`, { bytes: PAPER, type: 'application/pdf', name: `${kind.toLowerCase()}.pdf` });
    await player.post(officer, `/api/${service}/dossiers/${dossierId}/evidence`, { kind, fileId: file.id });
  };

  for (const [n, title] of ['Đồ gá giảm thời gian đổi khuôn', 'Bảng kiểm an toàn đầu ca trên điện thoại', 'Tận dụng nhiệt thải để sấy sản phẩm'].entries()) {
    const initiative = await player.post<WithDossier>(officer, '/api/initiatives/initiatives', {
      unitCode, title, initiativeType: 'INNOVATION', solutionKind: n === 0 ? 'TECHNICAL' : 'OPERATIONAL', firstAppliedOn: `${Number(today().slice(0, 4))}-02-10`,
      description: 'Mô tả giải pháp, cách làm và hiệu quả trong đơn vị.', authors: [{ name: stage.names.take(), share: 60 }, { name: stage.names.take(), share: 40 }], secret: false,
      benefit: { amountVnd: 85_000_000 + n * 20_000_000, method: 'Tính theo giờ công tiết kiệm', confirmedBy: 'Kế toán trưởng' },
    });
    if (n === 2 || initiative.dossierId === null) continue;
    await player.post(officer, `/api/initiatives/dossiers/${initiative.dossierId}/submission`, {});
    if (n === 1) await player.post(chair, `/api/initiatives/dossiers/${initiative.dossierId}/return`, { reason: 'Đề nghị bổ sung số liệu so sánh trước và sau khi áp dụng.' });
  }

  const housing = await player.post<WithDossier>(officer, '/api/welfare/housing-cases', {
    unitCode, housingKind: 'REPAIR', memberName: stage.names.take(), householdKey: `HK-${unitCode}`, landRight: 'OWNED', place: 'Hà Nội', hardship: 'Nhà xuống cấp, thu nhập thấp.', amountVnd: 30_000_000,
  });
  if (housing.dossierId !== null) {
    await player.post(officer, `/api/welfare/dossiers/${housing.dossierId}/submission`, {});
    if (ward !== wardCode(30)) {
      for (const kind of ['SITE_PHOTO', 'MINUTES', 'LOCAL_CONFIRMATION']) await attach('welfare', housing.dossierId, kind);
      await player.post(chair, `/api/welfare/dossiers/${housing.dossierId}/decision`, { outcome: 'APPROVE', note: 'Đã khảo sát thực tế.' });
    }
    if (ward === wardCode(1)) {
      const above = await session(stage, `s.chu-tich.${ward}`);
      await player.post(above, `/api/welfare/dossiers/${housing.dossierId}/decision`, { outcome: 'APPROVE', note: 'Hồ sơ đủ, đề nghị thành phố duyệt.' });
    }
  }

  const nomination = await player.post<WithDossier>(officer, '/api/awards/nominations', {
    unitCode, titleCode: 'OUTSTANDING_WORKER', level: 'S', year: Number(today().slice(0, 4)), receiver: { receiverKind: 'INDIVIDUAL', name: stage.names.take(), directWorker: true }, achievement: 'Năng suất vượt định mức, kèm cặp thợ trẻ.',
  });
  if (nomination.dossierId !== null) await player.post(officer, `/api/awards/dossiers/${nomination.dossierId}/submission`, {});
}

/** Petitions of this month: one fresh, one with an owner and a day. */
async function petitionsOfToday(stage: Stage): Promise<void> {
  const { player } = stage;
  const officer = await session(stage, 's.can-bo.phuong-1');
  for (const [n, [topic, text]] of [['SOCIAL_HOUSING', 'Đề nghị tạo điều kiện thuê nhà ở xã hội gần nơi làm việc.'], ['CHILDCARE', 'Đề nghị mở thêm lớp trông trẻ ngoài giờ.']].entries()) {
    const petition = await player.post<{ id: string }>(officer, '/api/campaigns/petitions', { unitCode: 'phuong-1', channel: 'WRITTEN', topic, text, receivedOn: today() });
    await player.post(officer, `/api/campaigns/petitions/${petition.id}/classification`, { topic });
    await player.post(officer, `/api/campaigns/petitions/${petition.id}/assignment`, { ownerUnitCode: n === 0 ? 'ha-noi' : 'phuong-1', dueOn: daysFromNow(n === 0 ? 5 : 12) });
  }
}

/** Plans that an officer entered from paper and a head has still to confirm, at every level above the workplace. */
async function papersToConfirm(stage: Stage): Promise<void> {
  const year = Number(today().slice(0, 4));
  const recorders: [string, GatewaySession][] = [
    ['viet-nam', stage.desk('viet-nam').recorder], ['ha-noi', stage.desk('ha-noi').recorder], ['phuong-1', await session(stage, 's.can-bo.phuong-1')],
  ];
  for (const [issuer, recorder] of recorders) {
    await stage.player.recordOnly(recorder, {
      service: 'campaigns', kind: 'PLAN_ISSUED', issuer, number: stage.player.demoNumber(issuer), decidedOn: today(),
      items: [{ code: `${issuer}-${year}-ke-hoach-cuoi-nam`, title: `Kế hoạch thi đua cuối năm ${year}`, year, startsOn: today(), endsOn: `${year}-12-31` }],
    });
  }
}

function daysFromNow(days: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(Date.now() + days * 86_400_000));
}

/** A partner system, as the exchange with social insurance will use it. */
async function partners(stage: Stage): Promise<DemoFile['partners']> {
  const { player } = stage;
  const { confirmer } = stage.desk('ha-noi');
  const scopes = ['membership.unit.read'];
  await player.post(confirmer, '/api/membership/partners', { clientId: 'partner-bao-hiem-xa-hoi', name: 'Hệ thống bảo hiểm xã hội (mẫu)', scopes });
  await player.until<{ items: { clientId: string; state: string }[] }>(confirmer, '/api/membership/partners', ({ items }) => items.some(({ state }) => state === 'OPEN'), 'the partner client');
  const { clientSecret } = await player.put<{ clientSecret: string }>(confirmer, '/api/membership/partners/partner-bao-hiem-xa-hoi/secret', {});
  return [{ clientId: 'partner-bao-hiem-xa-hoi', clientSecret, scopes }];
}
