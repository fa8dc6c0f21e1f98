import type { BuildManifest } from '@flotilla/contracts';
import { type ApiContract, type ApiOperation, apiContract, comparedMethods } from '@flotilla/contracts/open-api';
import type { DeployProblemCode, Finding } from './deploy-problem.ts';
import { findSchemaMismatches, type MismatchKind, type SchemaMismatch } from './find-schema-mismatches.ts';
import type { JsonSchema } from './json-schema.ts';

/** The name that the API goes by where apps are named: in problems, and in tokens of its team. */
export const apiName = 'api';

interface Side {
	operation: ApiOperation;
	/** What its references are looked up in. */
	root: JsonSchema;
}

/** An address with whatever its parameters are called: `/users/{id}` and `/users/{user}` are the same. */
const shapeOf = (path: string): string => path.replace(/\{[^}]*\}/g, '{}');

const pathsByShape = ({ paths }: ApiContract): Map<string, ApiContract['paths'][string]> =>
	new Map(Object.entries(paths).map(([path, item]) => [shapeOf(path), item]));

/** The parameters of a place as one object. */
const queryOf = ({ parameters }: ApiOperation): JsonSchema => {
	const query = parameters.filter((parameter) => parameter.in === 'query');
	return {
		type: 'object',
		properties: Object.fromEntries(query.map(({ name, schema = {} }) => [name, schema])),
		required: query.filter(({ required }) => required).map(({ name }) => name),
	};
};

type Content = Readonly<Record<string, { schema?: JsonSchema | undefined }>>;

const contentOfAnswer = ({ responses }: ApiOperation): Content =>
	Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].content ?? responses.default?.content ?? {};

/** By content type; what one side does not describe is not compared. */
const compareContent = (
	{ given, expected, strict }: { given: Content; expected: Content; strict: boolean },
	roots: { givenRoot: JsonSchema; expectedRoot: JsonSchema },
): SchemaMismatch[] =>
	Object.entries(expected).flatMap(([type, { schema }]) => {
		const other = given[type]?.schema;
		if (schema === undefined || other === undefined) return [];
		return findSchemaMismatches(other, schema, { ...roots, strict });
	});

const below = (place: string, mismatches: readonly SchemaMismatch[]): SchemaMismatch[] =>
	mismatches.map((mismatch) => ({ ...mismatch, path: [place, mismatch.path].filter(Boolean).join('.') }));

/** What the caller sends and the API does not take. */
const compareRequests = (caller: Side, api: Side): SchemaMismatch[] => {
	const roots = { givenRoot: caller.root, expectedRoot: api.root };
	const query = findSchemaMismatches(queryOf(caller.operation), queryOf(api.operation), { ...roots, strict: true });
	const [sent, taken] = [caller.operation.requestBody, api.operation.requestBody];
	const body: SchemaMismatch[] = [];
	if (sent === undefined && taken?.required) body.push({ path: 'body', kind: 'gone', reason: 'is needed' });
	if (sent !== undefined && taken === undefined) body.push({ path: 'body', kind: 'unknown', reason: 'is not known' });
	if (sent !== undefined && taken !== undefined) {
		const types = Object.keys(sent.content).filter((type) => !Object.hasOwn(taken.content, type));
		const others = Object.keys(taken.content).join(' or ');
		body.push(
			...types.map((type): SchemaMismatch => ({ path: 'body', kind: 'type', reason: `is ${type}, not ${others}` })),
		);
		body.push(...below('body', compareContent({ given: sent.content, expected: taken.content, strict: true }, roots)));
	}
	return [...below('query', query), ...body];
};

/** What the caller reads and the API does not say, or says otherwise. */
const compareAnswers = (caller: Side, api: Side): SchemaMismatch[] => {
	const [expected, given] = [contentOfAnswer(caller.operation), contentOfAnswer(api.operation)];
	return compareContent({ given, expected, strict: false }, { givenRoot: api.root, expectedRoot: caller.root });
};

/** Of a request, in the words of whoever has to mend the caller. */
const requestReasons: Partial<Record<MismatchKind, string>> = {
	gone: 'is needed now, and is not sent',
	optional: 'is needed now, and may not be sent',
	unknown: 'is sent, and is not known there any longer',
	alternative: 'is none of what is taken',
};

/**
 * Whether what builds call is what the API offers: each endpoint is there, takes what is sent and answers with what is read.
 * A build that does not say what it calls is not checked.
 */
export const findEndpointProblems = (manifests: readonly BuildManifest[], api: ApiContract): Finding[] => {
	const offered = pathsByShape(api);
	return manifests.flatMap(({ app, calls: written }) => {
		// What cannot be read is refused when it is published.
		const calls = apiContract.safeParse(written).data;
		if (calls === undefined) return [];
		return Object.entries(calls.paths).flatMap(([path, item]) =>
			comparedMethods.flatMap((method): Finding[] => {
				const operation = item[method];
				if (operation === undefined) return [];
				const endpoint = `${method.toUpperCase()} ${path}`;
				const finding = (code: DeployProblemCode, message: string, at: string): Finding => ({
					code,
					message: `${app} calls ${endpoint}, ${message}.`,
					between: [app, apiName],
					affects: [app],
					detail: { endpoint, path: at },
					onlyIfNew: true,
				});
				const live = offered.get(shapeOf(path))?.[method];
				if (live === undefined) return [finding('ENDPOINT_MISSING', 'which the API does not have', '')];
				const [caller, server] = [
					{ operation, root: calls },
					{ operation: live, root: api },
				];
				return [
					...compareRequests(caller, server).map(({ path: at, kind, reason }) =>
						finding('ENDPOINT_REQUEST_CHANGED', `and ${at} ${requestReasons[kind] ?? reason}`, at),
					),
					...compareAnswers(caller, server).map(({ path: at, reason }) =>
						finding('ENDPOINT_ANSWER_CHANGED', `and in the answer ${at === '' ? 'all' : at} ${reason}`, at),
					),
				];
			}),
		);
	});
};
