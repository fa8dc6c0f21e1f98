import { type AuditEntry, auditActions } from '@flotilla/contracts';
import { createFormat, createTranslate } from '@flotilla/i18n';
import { fakeId } from '@flotilla/testing';
import { describe, expect, it } from 'vitest';
import { personMessages } from '../../person/person.messages.ts';
import { describeAct, keyOf, type Side } from './describe-act.ts';
import { showActivityMessages } from './show-activity.messages.ts';

const activity = createTranslate(showActivityMessages);
const { list } = createFormat('en');
const words = { activity, person: createTranslate(personMessages), list };

const sentence = (entry: Partial<AuditEntry>, side: Side = 'about') =>
	describeAct(
		{
			id: fakeId(),
			at: '2026-01-01T00:00:00.000Z',
			action: 'users:updated',
			actorId: fakeId(),
			actorName: 'Grace Hopper',
			subjectType: 'user',
			subjectId: fakeId(),
			ip: null,
			requestId: null,
			details: {},
			...entry,
		},
		side,
		words,
	);

describe('an act as a sentence', () => {
	it('names what was changed', () => {
		const entry: Partial<AuditEntry> = { details: { fields: ['firstName', 'email'] } };
		expect(sentence(entry)).toBe('Grace Hopper changed the first name and the e-mail address');
		expect(sentence(entry, 'by')).toBe('Grace Hopper changed the first name and the e-mail address of a person');
	});

	it('names roles and statuses in words', () => {
		const details = { from: 'member', to: 'admin' };
		expect(sentence({ action: 'users:role-changed', details })).toBe(
			'Grace Hopper changed the role from Member to Administrator',
		);
	});

	it('tells an account that was registered from one that somebody created', () => {
		expect(sentence({ action: 'users:created', details: { by: 'registration' } })).toBe('Grace Hopper registered');
		expect(sentence({ action: 'users:created' })).toBe('Grace Hopper created this account');
	});

	it('counts who was imported', () => {
		expect(sentence({ action: 'users:imported', details: { count: 1 } }, 'by')).toBe('Grace Hopper imported 1 person');
	});

	it('says so when nobody was signed in', () => {
		expect(sentence({ action: 'auth:password-reset', actorName: null })).toMatch(/^Somebody who was not signed in/);
	});

	it('tells what it does not know by its name', () => {
		expect(sentence({ action: 'users:cloned' as 'users:created' })).toBe('Grace Hopper: users:cloned');
	});

	it.each(auditActions)('there are words for %s', (action) => {
		expect(activity.has(`act.${keyOf(action)}`)).toBe(true);
		expect(activity.has(`name.${keyOf(action)}`)).toBe(true);
	});
});
