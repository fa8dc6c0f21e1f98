import type { Selectable } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';

/** A canary as it is stored: one candidate of an app on trial in a channel. */
export type Canary = Selectable<RegistrySchema['canaries']>;
