import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import viVN from 'antd/locale/vi_VN';
import { useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { i18n } from './i18n';
import { JobsProvider } from './patterns/job/jobs';
import { ToastProvider } from './patterns/toast';
import type { newRouter } from './router';
import { LookContext } from './shell/look';
import { themeOf } from './theme/theme';
import { useLook, useMedia } from './theme/use-look';

/** The console with all its providers. */
export function App({ router, client }: { router: ReturnType<typeof newRouter>; client: QueryClient }) {
  const { look, dark, choose } = useLook();
  const touch = useMedia('(pointer: coarse), screen and (max-width: 719px)');
  const theme = useMemo(() => themeOf(dark, touch), [dark, touch]);
  return (
    <I18nextProvider i18n={i18n}>
      <LookContext value={{ look, choose }}>
        <ConfigProvider locale={viVN} theme={theme} wave={{ disabled: true }}>
          <ToastProvider>
            <QueryClientProvider client={client}>
              <JobsProvider><RouterProvider router={router} /></JobsProvider>
            </QueryClientProvider>
          </ToastProvider>
        </ConfigProvider>
      </LookContext>
    </I18nextProvider>
  );
}
