import { auditEndpoints } from './audit/endpoints.ts';
import { authEndpoints } from './auth/endpoints.ts';
import { collectionsEndpoints } from './collections/endpoints.ts';
import { eventsEndpoints } from './events/endpoints.ts';
import { filesEndpoints } from './files/endpoints.ts';
import { pushEndpoints } from './push/endpoints.ts';
import { usersEndpoints } from './users/endpoints.ts';

/** Every row of the API by its group: what the server answers, OpenAPI describes and tests go through. */
export const endpoints = {
	auth: authEndpoints,
	audit: auditEndpoints,
	users: usersEndpoints,
	files: filesEndpoints,
	events: eventsEndpoints,
	push: pushEndpoints,
	collections: collectionsEndpoints,
} as const;
