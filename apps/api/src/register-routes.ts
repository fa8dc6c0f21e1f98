import type { FastifyInstance } from 'fastify';
import { registerAuditRoutes } from './audit/audit-routes.ts';
import { createAccountMails } from './auth/account-mails.ts';
import { registerAuthRoutes } from './auth/auth-routes.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { registerCollectionsRoutes } from './collections/collections-routes.ts';
import type { Parts } from './create-parts.ts';
import { registerBytesRoutes } from './files/bytes-routes.ts';
import { registerFilesRoutes } from './files/files-routes.ts';
import { collectAllowedMethods } from './http/method-not-allowed.ts';
import { createRegisterEndpoint } from './http/register-endpoint.ts';
import { outboxRoute, registerOutboxRoutes } from './mail/outbox-routes.ts';
import { registerPushRoutes } from './push/push-routes.ts';
import { registerAvatarRoutes } from './users/avatar/avatar-routes.ts';
import { createInvitations } from './users/invitations.ts';
import { registerUsersBulkRoutes } from './users/users-bulk-routes.ts';
import { registerUsersRestoreRoutes } from './users/users-restore-routes.ts';
import { registerUsersRoutes } from './users/users-routes.ts';
import { registerUsersTransferRoutes } from './users/users-transfer-routes.ts';

const prefix = '/api';

/** Every row of the contract, and what has an address beside it. */
export const registerRoutes = async (
	app: FastifyInstance,
	parts: Parts,
	{ showsOutbox }: { showsOutbox: boolean },
): Promise<void> => {
	await app.register(
		async (api) => {
			const refuseOtherMethods = collectAllowedMethods(api);
			const { accounts, database, idempotency, mails, settings, uploads } = parts;
			const authenticate = createAuthenticate(parts.authenticateRequest);
			const shared = { ...parts, app: api, register: createRegisterEndpoint({ app: api, authenticate, idempotency }) };

			registerAuthRoutes({ ...shared, outboxPath: showsOutbox ? `${prefix}${outboxRoute}` : undefined });
			if (showsOutbox) registerOutboxRoutes({ app: api, database });
			registerAuditRoutes(shared);

			const invitations = createInvitations({
				tokens: accounts.links,
				mailer: mails.mailer,
				mails: createAccountMails(settings),
			});
			const users = { ...shared, invitations, nobodysHash: accounts.check.nobodysHash };
			registerUsersRoutes(users);
			registerUsersBulkRoutes(users);
			registerUsersTransferRoutes(users);
			registerUsersRestoreRoutes(users);
			registerAvatarRoutes(users);

			registerFilesRoutes(shared);
			registerBytesRoutes(shared);
			uploads.register({ app: api, prefix, authenticate });

			parts.realtime.registerRoutes(shared.register);
			registerPushRoutes(shared);
			registerCollectionsRoutes(shared);
			refuseOtherMethods();
		},
		{ prefix },
	);
};
