import { buildCollection, type FakeCollection } from '@flotilla/testing';
import { collectionDefinition } from '../entry/collection-definition.ts';
import type { Entry } from '../entry/entry.ts';

const titles = ['Book the pilot', 'Order new sails', 'Pay the harbour dues', 'Paint the hull', 'Count the stores'];

/** The remote's collection with that many entries. */
export const buildEntries = (count: number, first: readonly Entry[] = []): FakeCollection =>
	buildCollection('sample', {
		...collectionDefinition,
		records: [
			...first,
			...Array.from({ length: count }, (_, index) => ({
				title: `${titles[index % titles.length]} (${index + 1})`,
				done: index % 3 === 0,
			})),
		],
	});
