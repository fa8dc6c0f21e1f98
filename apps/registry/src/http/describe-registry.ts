import { type DescribedEndpoint, describeEndpoints, type JsonObject } from '@flotilla/contracts/open-api';
import * as z from 'zod';
import { errorCodesOf } from './error-codes.ts';
import type { Access, RegistryEndpoint } from './registry-endpoint.ts';
import { registryEndpoints } from './registry-endpoints.ts';

/** The major version is that of the address, `/registry/v1`. */
const version = '1.0.0';

export const registryPrefix = '/registry/v1';

const accessOf = (access: Access): string => {
	if (typeof access === 'object') return access.verb;
	return access === 'administrator' ? 'admin, for all apps' : access === 'token' ? 'signed-in' : access;
};

const described = (row: RegistryEndpoint): DescribedEndpoint =>
	({
		...row,
		access: accessOf(row.access),
		...(row.body === undefined ? {} : { bodyIsOptional: z.safeParse(row.body, {}).success }),
	}) as DescribedEndpoint;

const groups = Object.fromEntries(
	Object.entries(registryEndpoints).map(([group, rows]) => [
		group,
		Object.fromEntries(Object.entries<RegistryEndpoint>(rows).map(([name, row]) => [name, described(row)])),
	]),
);

/** The OpenAPI 3.1 document of the registry's API. */
export const describeRegistry = (): JsonObject =>
	describeEndpoints(groups, {
		server: registryPrefix,
		title: 'Flotilla registry',
		version,
		namedSchemas: {},
		bearerFormat: 'flt_…',
		errorCodesOf: (row) => errorCodesOf(row as unknown as RegistryEndpoint),
	});
