import { type Expected, soakCollection } from './make-writes.ts';

interface Row {
	id: string;
	version: number;
}

/** What differs between what the server has and what it has to have; too much counts as well as too little. */
export const compare = async (
	{ notes, people }: Expected,
	get: (path: string) => Promise<unknown>,
): Promise<readonly string[]> => {
	const problems: string[] = [];
	const found = new Map<string, string>();
	for await (const { id, version, data } of slices<Row & { data: { text: string } }>(
		(cursor) => get(`/data/${soakCollection}?limit=100&cursor=${cursor}`),
		'records',
	)) {
		found.set(id, `version ${version}, ${data.text}`);
	}
	for await (const { email, version, firstName } of slices<Row & { email: string; firstName: string }>(
		(cursor) => get(`/users?search=soak.test&limit=100&cursor=${cursor}`),
		'users',
	)) {
		if (found.has(email)) problems.push(`${email} is there twice`);
		found.set(email, `version ${version}, ${firstName}`);
	}
	const expected = new Map<string, string>();
	for (const [id, { version, text }] of notes) expected.set(id, `version ${version}, ${text}`);
	for (const [email, { version, firstName }] of people) expected.set(email, `version ${version}, ${firstName}`);
	for (const [name, wanted] of expected) {
		const actual = found.get(name) ?? 'missing';
		if (actual !== wanted) problems.push(`${name} is ${actual} in place of ${wanted}`);
	}
	for (const name of found.keys()) if (!expected.has(name)) problems.push(`${name} is there and should not be`);
	return problems;
};

/** Everything of a list that pages by cursor. */
async function* slices<T>(read: (cursor: string) => Promise<unknown>, name: string): AsyncGenerator<T> {
	for (let cursor: string | null = ''; cursor !== null; ) {
		const slice = (await read(cursor)) as Record<string, T[]> & { cursors: { next: string | null } };
		yield* slice[name] ?? [];
		cursor = slice.cursors.next === null ? null : encodeURIComponent(slice.cursors.next);
	}
}
