import {defineConfig} from 'vite';

export default defineConfig({
  base: '/view/',
  // Workers and wasm are files of this server: its content policy allows nothing else.
  build: {target: 'es2022', assetsInlineLimit: 0, modulePreload: {polyfill: false}, chunkSizeWarningLimit: 5000, rolldownOptions: {checks: {pluginTimings: false}}},
  worker: {format: 'es'},
  test: {isolate: false, include: ['test/**/*.test.ts'], environment: 'node'},
} as Parameters<typeof defineConfig>[0]);
