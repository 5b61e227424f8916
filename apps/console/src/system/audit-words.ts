import { i18n } from '../i18n';
import english from '../i18n/audit.en.json';
import vietnamese from '../i18n/audit.vi.json';

interface Words { readonly verbs: Readonly<Record<string, string>>; readonly things: Readonly<Record<string, string>> }
const words = (): Words => (i18n.language === 'en' ? english : vietnamese);

/** What was done, in words: `cluster.add-member` → "Thêm thành viên". What has no words yet stands as the services say it. */
export function actionText(action: string): string {
  const verb = action.split('.').at(-1) ?? action;
  return words().verbs[verb] ?? words().verbs[verb.toLowerCase()] ?? action;
}

/** What it was done to: `housing-case` → "Hồ sơ Mái ấm". */
export const thingText = (objectType: string): string => words().things[objectType] ?? objectType;
