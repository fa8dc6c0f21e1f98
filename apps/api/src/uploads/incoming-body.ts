import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';

/**
 * The body of the request that is being answered. `@tus/server` would carry it through two streams of the
 * web, which copy every byte: half of the time of a large upload. So it gets none, and the store reads here.
 */
export const incomingBody = new AsyncLocalStorage<Readable>();
