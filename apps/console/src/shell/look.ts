import { createContext } from 'react';
import type { Look } from '../theme/theme';

/** The look chosen on this device and how to choose another. */
export const LookContext = createContext<{ look: Look; choose: (look: Look) => void }>({ look: 'system', choose: () => undefined });
