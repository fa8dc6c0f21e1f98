import type { User } from '@flotilla/contracts';
import { fakeId, fakeInstant } from './fake-id.ts';

const givenNames = ['Ada', 'Bruno', 'Chiara', 'Dorothea', 'Emre', 'Fatou', 'Grace', 'Håkon', 'Ines', 'Jun'];
const familyNames = ['Almeida', 'Brandt', 'Castillo', 'Diallo', 'Eriksen', 'Fischer', 'Grażyńska', 'Hopper', 'Ito'];

let built = 0;

/** A member with a name, an address of their own and version 1, where `overrides` says nothing else. */
export const buildUser = (overrides: Partial<User> = {}): User => {
	const index = built++;
	const firstName = overrides.firstName ?? (givenNames[index % givenNames.length] as string);
	const lastName = overrides.lastName ?? (familyNames[index % familyNames.length] as string);
	return {
		id: fakeId(),
		email: `person-${index}@flotilla.test`,
		firstName,
		lastName,
		role: 'member',
		status: 'active',
		emailVerified: true,
		version: 1,
		createdAt: fakeInstant(index),
		updatedAt: fakeInstant(index),
		lastSignInAt: null,
		avatarUrl: null,
		...overrides,
	};
};
