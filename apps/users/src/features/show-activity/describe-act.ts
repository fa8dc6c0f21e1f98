import type { AuditAction, AuditEntry } from '@flotilla/contracts';
import type { Translate } from '@flotilla/i18n';
import type { IconName } from '@flotilla/ui';
import type { personMessages } from '../../person/person.messages.ts';
import { isProfileField } from '../../profile-form/profile-fields.ts';
import type { showActivityMessages } from './show-activity.messages.ts';

type KeyOf<C> = C extends { english: Readonly<Record<infer Key extends string, unknown>> } ? Key : never;

export interface Words {
	activity: Translate<KeyOf<typeof showActivityMessages>>;
	person: Translate<KeyOf<typeof personMessages>>;
	/** `Ada, Bea and Cai`. */
	list(items: readonly string[]): string;
}

/** Whose acts are looked at: what happened to a person, or what they did. */
export type Side = 'about' | 'by';

/** `users:role-changed` as a part of a key of the catalogue. */
export const keyOf = (action: AuditAction): string => action.replaceAll(/[:-]/g, '_');

/** An entry of the audit log as a sentence. What a newer server records is told by its name. */
export const describeAct = (entry: AuditEntry, side: Side, { activity, person, list }: Words): string => {
	const { action, actorName, details } = entry;
	const name = (value: unknown): string =>
		person.has(String(value)) ? person(String(value) as 'admin') : String(value);
	const fields = Array.isArray(details.fields) ? details.fields.map((field) => String(field)) : [];
	const values = {
		actor: actorName ?? activity('somebody'),
		action,
		email: String(details.email ?? ''),
		name: String(details.name ?? details.collection ?? entry.subjectId ?? ''),
		count: Number(details.count ?? details.restored ?? 0),
		from: name(details.from),
		to: name(details.to),
		fields: list(fields.map((field) => (isProfileField(field) ? activity(`field.${field}`) : field))),
	};
	if (action === 'users:created' && details.by === 'registration') return activity('act.users_registered', values);
	const key = `act.${keyOf(action)}`;
	const wanted = [side === 'by' ? `${key}_by` : key, key].find((candidate) => activity.has(candidate));
	return activity((wanted ?? 'other') as 'other', values);
};

/** What an act looks like at a glance. */
export const iconOf = (action: AuditAction): IconName => {
	if (action.endsWith('deleted')) return 'trash';
	if (action.endsWith('failed') || action.endsWith('locked') || action.endsWith('reused')) return 'alert';
	if (action === 'auth:signed-in' || action === 'auth:registered') return 'log-in';
	if (action === 'auth:signed-out' || action === 'auth:session-revoked') return 'log-out';
	if (action === 'users:imported') return 'upload';
	if (action === 'users:exported') return 'download';
	if (action === 'users:created') return 'plus';
	return action.startsWith('users:') ? 'edit' : 'settings';
};
