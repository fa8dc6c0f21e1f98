import { ApiError, type ApiErrorInit } from '@flotilla/api-client';
import type { Permission, User } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import {
	changesOf,
	describeSaveFailure,
	editableFields,
	followUser,
	isDirty,
	settleDraft,
	startDraft,
	typeInto,
} from './edit-user.model.ts';

const apiError = (init: Omit<ApiErrorInit, 'request'>) =>
	new ApiError({ ...init, request: { method: 'PATCH', path: '/users/1' } });

const ada: User = {
	id: '0198c0de-0000-7000-8000-000000000001',
	email: 'ada@flotilla.test',
	firstName: 'Ada',
	lastName: 'Lovelace',
	role: 'member',
	status: 'active',
	emailVerified: true,
	version: 3,
	createdAt: '2026-01-01T00:00:00.000Z',
	updatedAt: '2026-01-01T00:00:00.000Z',
	lastSignInAt: null,
	avatarUrl: null,
};

const holding = (id: string, ...permissions: Permission[]) => ({
	id,
	can: (permission: Permission) => permissions.includes(permission),
});

describe('editableFields', () => {
	it('is the name on one’s own profile', () => {
		expect([...editableFields(ada, holding(ada.id))]).toEqual(['firstName', 'lastName']);
	});

	it('is nothing on anybody else’s', () => {
		expect(editableFields(ada, holding('somebody else'))).toEqual(new Set());
	});

	it('is everything but the role with users:update', () => {
		expect(editableFields(ada, holding('somebody else', 'users:update'))).toEqual(
			new Set(['firstName', 'lastName', 'email', 'status']),
		);
	});

	it('is the role with its own permission', () => {
		expect(editableFields(ada, holding('somebody else', 'users:update-role'))).toEqual(new Set(['role']));
	});
});

describe('a draft', () => {
	it('sends only what differs, trimmed', () => {
		let draft = typeInto(startDraft(ada), 'firstName', ' Augusta ');
		draft = typeInto(draft, 'lastName', 'Lovelace ');
		draft = typeInto(draft, 'role', 'admin');
		expect(changesOf(draft)).toEqual({ firstName: 'Augusta', role: 'admin' });
	});

	it('is clean again when the old value is typed back', () => {
		const draft = typeInto(typeInto(startDraft(ada), 'firstName', 'Augusta'), 'firstName', 'Ada');
		expect(isDirty(draft)).toBe(false);
	});

	it('follows the user while nothing was typed', () => {
		const newer = { ...ada, lastName: 'King', version: 4 };
		expect(followUser(startDraft(ada), newer).base).toBe(newer);
	});

	it('keeps the version it began with once something was typed, so that a lost update is noticed', () => {
		const draft = typeInto(startDraft(ada), 'firstName', 'Augusta');
		expect(followUser(draft, { ...ada, lastName: 'King', version: 4 })).toBe(draft);
	});

	it('keeps what was typed while a save was on its way, and nothing of what was sent', () => {
		const sent = typeInto(typeInto(startDraft(ada), 'email', 'ADA@King.test'), 'lastName', 'King');
		const current = typeInto(sent, 'lastName', 'King-Noel');
		const saved = { ...ada, email: 'ada@king.test', lastName: 'King', version: 4 };
		const settled = settleDraft(current, sent, saved);
		expect(settled.base).toBe(saved);
		expect(changesOf(settled)).toEqual({ lastName: 'King-Noel' });
	});

	it('never carries over to another person', () => {
		const draft = typeInto(startDraft(ada), 'firstName', 'Augusta');
		expect(isDirty(followUser(draft, { ...ada, id: 'another' }))).toBe(false);
	});
});

describe('describeSaveFailure', () => {
	it('knows a change by somebody else', () => {
		expect(describeSaveFailure(apiError({ code: 'VERSION_CONFLICT', status: 412, message: 'Changed.' }))).toEqual({
			kind: 'conflict',
		});
	});

	it('puts a taken address at its field', () => {
		expect(describeSaveFailure(apiError({ code: 'EMAIL_TAKEN', status: 409, message: 'Taken.' }))).toEqual({
			kind: 'refused',
			fields: { email: 'Taken.' },
			message: null,
		});
	});

	it('puts messages at their fields and the rest above them', () => {
		const errors = { lastName: ['Too long.', 'Odd.'], _: ['Unknown key.'] };
		expect(
			describeSaveFailure(apiError({ code: 'VALIDATION_FAILED', status: 422, message: 'Not valid.', errors })),
		).toEqual({ kind: 'refused', fields: { lastName: 'Too long.' }, message: 'Unknown key.' });
	});

	it('says what the server said when no field is to blame', () => {
		expect(describeSaveFailure(apiError({ code: 'LAST_ADMIN', status: 409, message: 'The last one.' }))).toEqual({
			kind: 'refused',
			fields: {},
			message: 'The last one.',
		});
	});

	it('promises that nothing typed is lost when it knows nothing', () => {
		expect(describeSaveFailure(new TypeError('fetch failed'))).toMatchObject({ kind: 'refused', fields: {} });
	});
});
