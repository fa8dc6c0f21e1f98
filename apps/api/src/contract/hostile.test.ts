import { type Endpoint, endpoints } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';

/** What no endpoint may answer with a fault of ours, whatever it makes of it. */
const hostileTexts: readonly string[] = [
	'',
	' ',
	'\u0000',
	'a\u0000b',
	'\ud800',
	'‮evil',
	'x'.repeat(10_000),
	'🙂'.repeat(500),
	'../../../etc/passwd',
	'..%2f..%2f',
	"' or 1=1 --",
	'"; drop table users; --',
	'%',
	'\\',
	'_%_',
	'{{7*7}}',
	'<script>alert(1)</script>',
	'=cmd|calc',
	'-1',
	'0',
	'1e309',
	'NaN',
	'9007199254740993',
	'99999999999999999999999999',
	'true',
	'null',
	'[]',
	'{}',
	'00000000-0000-0000-0000-000000000000',
	'2026-13-45T99:99:99.999Z',
	'+275760-09-13T00:00:00.001Z',
	'__proto__',
	'constructor',
];
const hostileValues: readonly unknown[] = [
	...hostileTexts,
	null,
	true,
	0,
	-1,
	1.5,
	2 ** 53,
	1e308,
	[],
	[null],
	[[[[]]]],
	{},
	{ toString: 1 },
	JSON.parse('{"__proto__": {"isAdmin": true}}'),
	Array.from({ length: 5000 }, () => 'x'),
];

const rows = Object.entries(endpoints).flatMap(([group, list]) =>
	// Signing in and out is tried by public rows; ending the session that asks would end the test.
	Object.entries<Endpoint>(list)
		.filter(([name]) => !(group === 'auth' && name === 'logout'))
		.map(([name, row]) => ({ row, name: `${group}.${name}` })),
);

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
});
afterAll(() => started.stop());

const propertiesOf = (schema: Endpoint['query']): string[] => {
	if (schema === undefined) return [];
	const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
		properties?: object;
		anyOf?: { properties?: object }[];
	};
	return Object.keys({
		...json.properties,
		...Object.assign({}, ...(json.anyOf ?? []).map(({ properties }) => properties)),
	});
};

/** More than this in the first line and Node answers 431 by itself, before anything of ours is asked. */
const longestAddress = 12_000;
const fill = (path: string, value: string = crypto.randomUUID()) => {
	const count = path.match(/:\w+/g)?.length ?? 1;
	return `/api${path.replace(/:\w+/g, encodeURIComponent(value).slice(0, longestAddress / count))}`;
};

/** Every answer is one of the contract's (`request` sees to that), and none is a fault of ours. */
const send = async (path: string, options: Parameters<StartedApi['request']>[1] & { note?: string }) => {
	const { note = '', ...rest } = options;
	const response = await started.request(path, { token, signal: AbortSignal.timeout(15_000), ...rest });
	if (response.status >= 500) {
		expect.fail(
			`${rest.method} ${path.slice(0, 200)} ${note.slice(0, 200)}: ${response.status} ${await response.text()}`,
		);
	}
	await response.body?.cancel();
	return response.status;
};

const wellFormed = (text: string) => text.isWellFormed();

describe.each(rows)('$name', ({ row }) => {
	const { method, path } = row;
	const inJson = method !== 'GET' && row.bodyType === undefined;

	it('survives every address', async () => {
		for (const text of hostileTexts.filter(wellFormed)) {
			if (path.includes(':')) await send(fill(path, text), { method, ...(inJson ? { json: {} } : {}) });
		}
		expect(await send(`${fill(path)}?${'x'.repeat(8000)}=1`, { method, ...(inJson ? { json: {} } : {}) })).toBeLessThan(
			500,
		);
	});

	it('survives every query', async () => {
		for (const name of propertiesOf(row.query)) {
			for (const text of hostileTexts.filter(wellFormed)) {
				await send(`${fill(path)}?${name}=${encodeURIComponent(text).slice(0, 12_000)}`, { method, note: name });
			}
			await send(`${fill(path)}?${name}=1&${name}=2&${name}[x]=3`, { method, note: `${name} twice` });
			await send(`${fill(path)}?${name}=%E0%A4%A`, { method, note: `${name} is no UTF-8` });
		}
	});

	it('survives every body', async () => {
		if (!inJson) return;
		const names = propertiesOf(row.body);
		for (const value of hostileValues) {
			await send(fill(path), { method, json: value, note: JSON.stringify(value) });
			for (const name of names) {
				const json = { ...Object.fromEntries(names.map((other) => [other, 'x'])), [name]: value };
				await send(fill(path), { method, json, note: `${name}: ${JSON.stringify(value)}` });
				await send(fill(path), { method, json: { [name]: value }, note: `only ${name}: ${JSON.stringify(value)}` });
			}
		}
		const type = (contentType: string) => ({ 'content-type': contentType });
		const json = type('application/json');
		const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
		for (const body of ['{', '{"a":', '\u0000', 'undefined', deep, `{"${'k'.repeat(100_000)}":1}`, '﻿{}']) {
			await send(fill(path), { method, body, headers: json, note: body });
		}
		await send(fill(path), { method, body: new Uint8Array([0xff, 0xfe, 0x7b, 0x7d]), headers: json });
		await send(fill(path), { method, body: '<a/>', headers: type('text/xml') });
		await send(fill(path), { method, body: 'a=1', headers: type('application/x-www-form-urlencoded') });
		await send(fill(path), { method, body: '{}', headers: type('application/json; charset=utf-16') });
		await send(fill(path), { method, body: '{}', headers: type('not a type') });
		expect(await send(fill(path), { method, body: `"${'x'.repeat(2 ** 21)}"`, headers: json })).toBeGreaterThanOrEqual(
			400,
		);
	});

	it('survives every multipart body', async () => {
		if (row.bodyType === undefined) return;
		const part = (name: string, extra = '') =>
			`--b\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\nx\r\n`;
		const file = '; filename="a.txt"';
		const multipart = 'multipart/form-data; boundary=b';
		const broken: [string, string][] = [
			['multipart/form-data', ''],
			['multipart/form-data; boundary=', '--\r\n'],
			[multipart, ''],
			[multipart, 'nonsense'],
			[multipart, '--b\r\n'],
			[multipart, '--b--\r\n'],
			[multipart, part('file', file)],
			[multipart, `${part('other', file)}--b--\r\n`],
			[multipart, `${part('file')}--b--\r\n`],
			[multipart, `${part('__proto__', file)}--b--\r\n`],
			[multipart, `${part('n'.repeat(5000), file)}--b--\r\n`],
			[multipart, `--b\r\n${'X-Header: 1\r\n'.repeat(3000)}\r\nx\r\n--b--\r\n`],
			['multipart/mixed; boundary=b', `${part('file')}--b--\r\n`],
			['application/json', '{}'],
		];
		/** Odd, and yet something that may be taken. */
		const odd: [string, string][] = [
			[multipart, `${part('file', `; filename="${'n'.repeat(5000)}"`)}--b--\r\n`],
			[multipart, `${Array.from({ length: 200 }, () => part('file', file)).join('')}--b--\r\n`],
		];
		for (const [contentType, body] of [...broken, ...odd]) {
			const headers = { 'content-type': contentType };
			const status = await send(fill(path), { method, body, headers, note: `${contentType} ${body}` });
			if (broken.some(([, other]) => other === body)) expect(status, body.slice(0, 100)).toBeGreaterThanOrEqual(400);
		}
	});

	it('survives every header', async () => {
		const json = inJson ? { json: {} } : {};
		const headers: Record<string, string>[] = [
			{ 'if-match': 'nonsense' },
			{ 'if-match': `"${'9'.repeat(400)}"` },
			{ 'if-none-match': ',,,"' },
			{ range: 'bytes=abc' },
			{ range: 'bytes=9999999999999999999-' },
			{ 'idempotency-key': 'x'.repeat(5000) },
			{ 'x-request-id': 'a"b' },
			{ 'x-composition-id': 'x'.repeat(5000) },
			{ accept: '*'.repeat(3000) },
			{ 'accept-language': '\u00ff' },
			{ cookie: `${'a=b; '.repeat(1000)}flotilla_refresh=${'x'.repeat(3000)}` },
			{ 'x-forwarded-for': "'; drop table users; --" },
			{ origin: 'null' },
		];
		for (const extra of headers)
			await send(fill(path), { method, ...json, headers: extra, note: JSON.stringify(extra) });
		for (const bad of [
			'Bearer',
			'Bearer a.b.c',
			'Basic YTpi',
			`Bearer ${'x'.repeat(6000)}`,
			'Bearer eyJhbGciOiJub25lIn0.e30.',
		]) {
			const status = await send(fill(path), {
				method,
				...json,
				headers: { authorization: bad },
				token: undefined as never,
			});
			if (row.access !== 'public') expect([401, 431]).toContain(status);
		}
	});
});

it('is as well afterwards as before', async () => {
	expect(await readData(await started.request('/readyz'))).toEqual({ status: 'ready' });
	const { status } = await started.request('/api/auth/me', { token });
	expect(status).toBe(200);
});
