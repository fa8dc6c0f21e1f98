import { createResource } from '@flotilla/data-cache';

/** What a record holds; `collectionDefinition` says the same to the server. */
export type Entry = { title: string; done?: boolean };

/** Keys and hooks of the remote's collection. */
export const entries = createResource<Entry>({ name: 'sample-entries', owner: 'sample', collection: 'sample' });
