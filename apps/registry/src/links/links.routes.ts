import type { Endpoints } from '../http/serve-endpoints.ts';
import { assertMay } from '../tokens/token-store.ts';
import { linksEndpoints } from './links.endpoints.ts';
import type { PreviewSource } from './preview-source.ts';

/** Addresses that show a build on top of the channel. */
export const registerLinkRoutes = ({ answer }: Endpoints, { previews }: { previews: PreviewSource }): void => {
	answer(linksEndpoints.create, async ({ body, publisher, request }) => {
		assertMay(publisher, 'link', body.app);
		const link = await previews.createLink(body);
		request.log.info(
			{ app: link.app, version: link.version, expiresAt: link.expiresAt, actor: publisher.name },
			'a link was made',
		);
		return link;
	});
};
