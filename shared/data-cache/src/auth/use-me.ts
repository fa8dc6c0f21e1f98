import type { Me } from '@flotilla/contracts';
import { type QueryResult, useCached } from '../react/use-cached.ts';
import { meKey } from './me-resource.ts';

/** The signed-in person as the server knows them. For what they may do, `useCan` of the session asks nobody. */
export const useMe = (): QueryResult<Me> => useCached<Me>(meKey);
