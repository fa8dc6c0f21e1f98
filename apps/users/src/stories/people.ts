import { type Role, roles, type User } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';

/** The first is an administrator; one in seven is inactive, one in five has never signed in. */
export const buildPeople = (count: number): User[] =>
	Array.from({ length: count }, (_, index) => {
		const role: Role = roles[index % roles.length] ?? 'member';
		const user = buildUser({ role, status: index % 7 === 6 ? 'inactive' : 'active' });
		return index % 5 === 4 ? user : { ...user, lastSignInAt: user.createdAt };
	});

export const longPerson = (): User =>
	buildUser({
		firstName: 'Pablo Diego José Francisco de Paula Juan Nepomuceno María de los Remedios',
		lastName: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
		email: `${'very-long-address.'.repeat(8)}a@flotilla.test`,
	});
