export { lendHostRuntime } from './bundler-runtime/lend-host-runtime.ts';
export { createVerifiedLoader, type VerifiedLoaderOptions } from './create-verified-loader.ts';
export { createReplacementFinder } from './find-replacement.ts';
export { admitAll, admitFiles } from './page-integrity.ts';
export { applyStylesOf } from './page-styles.ts';
