import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { describeApi } from '@flotilla/contracts/open-api';
import type { FastifyInstance } from 'fastify';

/** The page's scripts are files of ours; what it draws has style attributes. */
const contentSecurityPolicy =
	"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * `GET /openapi.json` and `GET /api/openapi.json`: the contract as OpenAPI 3.1.
 * `GET /api/docs`: the same to read and to try.
 */
export const registerOpenApiRoutes = async (app: FastifyInstance): Promise<void> => {
	const document = describeApi();
	const text = JSON.stringify(document);
	for (const url of ['/openapi.json', '/api/openapi.json']) {
		app.get(url, (_request, reply) =>
			reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text),
		);
	}
	await app.register(async (pages) => {
		await pages.register(swagger, { mode: 'static', specification: { document: document as never } });
		await pages.register(swaggerUi, {
			routePrefix: '/api/docs',
			staticCSP: contentSecurityPolicy,
			theme: {
				title: 'Flotilla API',
				// The bar offers to open any other document; this page is about one.
				css: [{ filename: 'flotilla.css', content: '.swagger-ui .topbar { display: none }' }],
			},
			uiConfig: { deepLinking: true, docExpansion: 'list', persistAuthorization: false, validatorUrl: null },
		});
	});
};
