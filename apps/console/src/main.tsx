import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import './theme/base.css';
// Tables, controls and tiles are used on pages of every kind, so their looks come with the frame.
import './patterns/dashboard/dashboard.css';
import './patterns/dossier/dossier.css';
import './patterns/form/form.css';
import './patterns/job/job.css';
import './patterns/list/list.css';
import './patterns/problem/problem.css';
import './patterns/table/side-by-side.css';
import './patterns/tree/tree.css';
import './theme/paper.css';
import dayjs from 'dayjs';
import 'dayjs/locale/vi';
import { createRoot } from 'react-dom/client';
import { newQueryClient } from './api/query';
import { App } from './app';
import { rememberedLanguage, speak } from './i18n';
import { newRouter } from './router';

dayjs.locale('vi');
void speak(rememberedLanguage()).then(() => {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(<App router={newRouter()} client={newQueryClient()} />);
});
