import { createContext, useContext } from 'react';
import type { Area } from './areas';

/** All areas of the console, for the few pages that serve them alike. */
export const AreasContext = createContext<readonly Area[]>([]);
export const useAreas = (): readonly Area[] => useContext(AreasContext);
