import { aMe, aPost, show } from '../../test/render';
import { mediaThat } from '../../test/media';
import { PaperHead } from './paper-head';

const head = (): string | null => document.querySelector('.dk-paper-head')?.textContent ?? null;

it('says on paper whose sheet it is, as which post, of which day and from where; on a screen it says nothing', async () => {
  const media = mediaThat();
  await show(<PaperHead />, { at: '/petitions?state=ASSIGNED&asOf=2019-11-27', me: aMe(aPost({ post: 'CHAIR', unitName: 'LĐLĐ quận Tây Hồ' })) });
  expect(head()).toBeNull();
  media.set('print', true);
  expect(head()).toContain('Trần Văn Bình, Chủ tịch, LĐLĐ quận Tây Hồ');
  expect(head()).toMatch(/số liệu xem tại 27\/11\/2019, in lúc \d\d\/\d\d\/\d{4} \d\d:\d\d/);
  expect(head()).toContain('/petitions?state=ASSIGNED&asOf=2019-11-27');
  media.set('print', false);
  expect(head()).toBeNull();
});

it('says so when the person holds no post', async () => {
  mediaThat('print');
  await show(<PaperHead />, { me: aMe(null) });
  expect(head()).toContain('Trần Văn Bình, Chưa giữ chức danh');
});
