import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const libs = join(import.meta.dirname, '../../libs');
/** Where `vite` (development) finds the gateway; the built console is served by the gateway itself. */
const gateway = process.env['GATEWAY_URL'] ?? 'http://localhost:4000';

/** `vi.json?pages`: all words as a module of its own, so that the frame carries only the sections it names. */
const wordsOfPages = {
  name: 'words-of-pages', enforce: 'pre' as const,
  load: (id: string) => (id.endsWith('.json?pages') ? { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(readFileSync(id.replace(/\?pages$/, ''), 'utf8'))))})`, moduleType: 'js' as const, map: null } : null),
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), wordsOfPages],
  resolve: {
    alias: {
      '@doanket/kernel': join(libs, 'kernel/src/index.ts'),
      '@doanket/contracts': join(libs, 'contracts/src/index.ts'),
    },
  },
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // The shapes come with the first page that calls a route, not with the frame.
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [
        { name: 'frame', priority: 2, test: /contracts[\\/]src[\\/](core[\\/]access|permissions|[a-z]+[\\/]permissions)|console[\\/]src[\\/]api[\\/](call|session|problem|drafts|clock)\.ts/ },
        { name: 'zod', priority: 1, test: /node_modules[\\/]zod[\\/]/ },
      ] } },
      // Contracts only declare; a page carries the routes it calls and no others.
      treeshake: { moduleSideEffects: (id) => !id.startsWith(libs + sep), manualPureFunctions: ['z', 'defineRoute', 'defineEvent'] },
    },
  },
  server: { proxy: { '/api': { target: gateway }, '/auth': { target: gateway } } },
});
