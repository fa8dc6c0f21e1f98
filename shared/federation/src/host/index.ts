export { lendHostRuntime } from './bundler-runtime/lend-host-runtime.ts';
export { loadRemoteModule } from './load-remote-module.ts';
