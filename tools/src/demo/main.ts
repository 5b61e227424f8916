import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DemoFile } from './accounts';
import { beginning } from './chapters/beginning';
import { cluster2019 } from './chapters/cluster-2019';
import { live } from './chapters/live';
import { namTuLiem } from './chapters/nam-tu-liem';
import { officersToday, terms } from './chapters/officers';
import { round2023, summary2023 } from './chapters/round-2023';
import { tayHo2023 } from './chapters/tay-ho-2023';
import { tree } from './chapters/tree';
import { year2025 } from './chapters/year-2025';
import { Player } from './player';
import { ProgressBar } from './progress-bar';
import { Stage } from './stage';

const need = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing`);
  return value;
};

/** Calls the whole demo makes, for the bar; it fills up at the end whatever the number. */
const CALLS = 1_100;

/** Plays the demo year through the gateway, as officers who may do it. Nothing goes in behind the API. */
async function main(): Promise<void> {
  const baseUrl = need('BASE_URL');
  const administrator = { username: need('ADMIN_USERNAME'), password: need('ADMIN_PASSWORD') };
  const bar = new ProgressBar(CALLS);
  const player = new Player(baseUrl, () => bar.step());
  const stage = new Stage(player);
  const chapters: [string, () => Promise<void>][] = [
    ['Thành lập', () => beginning(stage, administrator)],
    ['Cây tổ chức 2008–2025', () => tree(stage)],
    ['Nhiệm kỳ của thành phố', () => terms(stage)],
    ['Cụm thi đua số 2, năm 2019', () => cluster2019(stage)],
    ['Nam Từ Liêm 2015–2020', () => namTuLiem(stage)],
    ['Đợt thi đua cao điểm 2023', () => round2023(stage)],
    ['Tây Hồ 2023', () => tayHo2023(stage)],
    ['Năm 2025', () => year2025(stage)],
    ['Tổng kết đợt 2023', () => summary2023(stage)],
  ];
  let partners: DemoFile['partners'] = [];
  chapters.push(['Việc hôm nay', async () => {
    partners = await live(stage);
    await officersToday(stage);
  }]);
  for (const [title, play] of chapters) {
    bar.chapter(title);
    await play();
  }
  bar.done();
  write(need('DEMO_FILE'), { baseUrl, issuer: process.env['AUTH_ISSUER'] ?? '', administrator, accounts: stage.accounts, partners });
}

/** Written aside and renamed: whoever reads it finds all of it or nothing. Only its owner may read it. */
function write(path: string, file: DemoFile): void {
  mkdirSync(dirname(path), { recursive: true });
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
  writeFileSync(`${path}.new`, `${JSON.stringify({ ...kept, ...file }, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
