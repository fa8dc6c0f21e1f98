import type { Endpoints } from '../http/serve-endpoints.ts';
import type { TokenStore } from './token-store.ts';
import { tokensEndpoints } from './tokens.endpoints.ts';

/** Making, listing and revoking tokens. */
export const registerTokenRoutes = ({ answer }: Endpoints, { tokens }: { tokens: TokenStore }): void => {
	answer(tokensEndpoints.create, async ({ body: { expiresIn, ...publisher } }) => {
		const token = await tokens.create({ ...publisher, expiresIn });
		return { ...publisher, token };
	});

	answer(tokensEndpoints.list, async () => ({ tokens: await tokens.list() }));

	answer(tokensEndpoints.revoke, async ({ params }) => {
		await tokens.remove(params.name);
		return null;
	});
};
