import { defineCollectionBody, type RecordData } from '@flotilla/contracts';
import type { Random } from './random.ts';

/** How many notes there are. */
export const demoNotesCount = 40;

/** A collection to try the data API with. */
export const demoNotesDefinition = defineCollectionBody.parse({
	title: 'Notes',
	owner: 'notes',
	schema: {
		type: 'object',
		properties: {
			title: { type: 'string', minLength: 1, maxLength: 200 },
			text: { type: 'string', maxLength: 10_000 },
			priority: { type: 'integer', minimum: 1, maximum: 5 },
			done: { type: 'boolean' },
			due: { type: ['string', 'null'], format: 'date' },
			tags: { type: 'array', items: { type: 'string', maxLength: 40 }, maxItems: 20, uniqueItems: true },
		},
		required: ['title'],
		additionalProperties: false,
	},
	permissions: {
		read: ['admin', 'manager', 'member', 'viewer'],
		create: ['admin', 'manager', 'member'],
		update: ['admin', 'manager', 'owner'],
		delete: ['admin', 'owner'],
	},
	search: ['title', 'text'],
	sort: ['title', 'priority', 'due'],
	filter: ['priority', 'done', 'due'],
});

const verbs = ['Call', 'Ask', 'Visit', 'Write to', 'Invite', 'Thank', 'Remind', 'Pay'] as const;
const whom = [
	'the harbour',
	'the crew',
	'Café Lefèvre',
	'the pilot',
	'Søren',
	'the yard',
	'customs',
	'the cook',
] as const;
const reasons = ['about the keel', 'before the regatta', 'once the sails are mended', 'about the invoice'] as const;
const tags = ['harbour', 'crew', 'repair', 'money', 'regatta'] as const;
const day = 24 * 60 * 60 * 1000;

export interface DemoNote {
	id: string;
	data: RecordData;
	/** Milliseconds before the demo's day. */
	age: number;
}

/** The same notes at every call. */
export const createDemoNotes = (random: Random, today: number): DemoNote[] =>
	Array.from({ length: demoNotesCount }, (_, index) => ({
		id: random.uuid(),
		age: (demoNotesCount - index) * day + random.below(day),
		data: {
			title: `${random.pick(verbs)} ${random.pick(whom)}`,
			text: `${random.pick(reasons)}, ${random.pick(reasons)}.`,
			priority: 1 + random.below(5),
			done: random.next() < 0.4,
			due: random.next() < 0.3 ? null : new Date(today + random.below(60) * day).toISOString().slice(0, 10),
			tags: [...new Set([random.pick(tags), random.pick(tags)])],
		},
	}));
