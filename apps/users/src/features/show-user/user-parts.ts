import type { User } from '@flotilla/contracts';
import type { ReactNode } from 'react';

/** What other features add to the page of a person. */
export interface UserParts {
	/** What the first tab holds. */
	renderProfile: (user: User) => ReactNode;
	/** What the second tab holds. */
	renderActivity: (user: User) => ReactNode;
	/** Beside the name: who else is here, what can be done. */
	renderActions: (user: User) => ReactNode;
}
