import { theme as antd, type ThemeConfig } from 'antd';

export type Look = 'light' | 'dark' | 'system';

/** The union's blue; lighter on dark ground so that text on it and links in it keep 4.5 : 1. */
export const ACCENT = { light: '#0F4C9A', dark: '#6EA3E8' } as const;

/** Ant Design's tokens for calm, dense screens: warm greys, one accent, no motion worth waiting for. */
export function themeOf(dark: boolean, touch: boolean): ThemeConfig {
  const accent = dark ? ACCENT.dark : ACCENT.light;
  return {
    algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      fontFamily: "'Be Vietnam Pro', system-ui, sans-serif",
      fontSize: 14, borderRadius: 6, wireframe: false, controlHeight: touch ? 44 : 36, controlHeightSM: touch ? 44 : 28,
      colorPrimary: accent, colorLink: accent, colorInfo: accent,
      colorError: dark ? '#F0786E' : '#B3261E', colorSuccess: dark ? '#6CC28A' : '#1B7F4B', colorWarning: dark ? '#E5B454' : '#8A5A00',
      colorBgLayout: dark ? '#171614' : '#F6F5F2', colorBgContainer: dark ? '#201F1D' : '#FFFFFF', colorBgElevated: dark ? '#2A2826' : '#FFFFFF',
      colorTextBase: dark ? '#ECEAE6' : '#22201C',
      colorTextPlaceholder: dark ? '#A29C93' : '#6B665E', colorTextDescription: dark ? '#B3ADA4' : '#5F5A52',
      colorTextTertiary: dark ? '#A29C93' : '#6B665E', colorTextQuaternary: dark ? '#A29C93' : '#6B665E',
      colorBorder: dark ? '#5A5650' : '#B9B4AB', colorBorderSecondary: dark ? '#3A3734' : '#E4E1DB',
      motionDurationFast: '0.08s', motionDurationMid: '0.1s', motionDurationSlow: '0.14s',
    },
    components: {
      Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', ...(dark ? { primaryColor: '#10233D' } : {}) },
      Modal: { titleFontSize: 17 },
    },
  };
}
