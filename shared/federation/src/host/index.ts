export { lendHostRuntime } from './bundler-runtime/lend-host-runtime.ts';
export { createReplacementFinder } from './find-replacement.ts';
export { loadRemoteModule } from './load-remote-module.ts';
