import { containerVersion, hostRuntimeGlobal } from './host-runtime.ts';
import { lendHostRuntime } from './lend-host-runtime.ts';

// What a remote's portable entry runs before the remote's own: a page that is no Flotilla shell lends nothing.
if (globalThis[hostRuntimeGlobal]?.containers?.[containerVersion] === undefined) lendHostRuntime();
