import { type UpdateUserBody, type User, updateUserBody } from '@flotilla/contracts';
import { conflictOf, useDescribeError, useUpdateUser } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useSession } from '@flotilla/session';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { changesBetween, fieldsOf, type ProfileFields, profileFields } from '../../profile-form/profile-fields.ts';
import { profileFormMessages } from '../../profile-form/profile-form.messages.ts';
import { createProfileResolver } from '../../profile-form/profile-resolver.ts';
import { blameFields, describeSaveFailure } from '../../profile-form/save-failure.ts';
import { baseOf, isDirty, settle } from './edit-user.model.ts';

/**
 * - `queued`: there is no network; the outbox has it, and sends it later.
 * - `conflict`: refused, because somebody else was faster.
 */
export type SavePhase = 'idle' | 'saving' | 'saved' | 'queued' | 'conflict' | { refused: string };

/** The profile as a form over the person that the cache shows, which others may change at any time. */
export const useProfileForm = (user: User) => {
	const t = useMessages(profileFormMessages);
	const describe = useDescribeError();
	const session = useSession();
	const update = useUpdateUser();
	const [kept, setBase] = useState(user);
	const [phase, setPhase] = useState<SavePhase>('idle');
	const [isComparing, setComparing] = useState(false);
	const form = useForm<ProfileFields, unknown, UpdateUserBody>({
		defaultValues: fieldsOf(user),
		resolver: createProfileResolver({
			schema: updateUserBody,
			toBody: (values) => changesBetween(fieldsOf(kept), values),
			say: (problem) => (problem.key === 'tooLong' ? t('tooLong', { maximum: problem.maximum }) : t(problem.key)),
		}),
	});
	const typed = useWatch({ control: form.control });
	const saving = phase === 'saving';
	const dirty = isDirty(kept, typed);

	/** What stands in the form from now on, over a version of the person. */
	const stand = (over: User, values: ProfileFields): void => {
		setBase(over);
		form.reset(fieldsOf(over));
		for (const field of profileFields) {
			if (values[field] !== over[field]) form.setValue(field, values[field], { shouldDirty: true });
		}
	};

	// The person may change at any time, by others too. An optimistic save is not news.
	const followed = saving ? kept : baseOf(kept, typed, user);
	// biome-ignore lint/correctness/useExhaustiveDependencies: once for each version that is followed.
	useEffect(() => {
		if (followed !== kept) stand(followed, fieldsOf(followed));
	}, [followed]);

	const send = async (over: User, changes: UpdateUserBody, sent: ProfileFields): Promise<void> => {
		setPhase('saving');
		try {
			const saved = await update(user.id, changes, { ifMatch: over.version, notify: false });
			stand(saved, settle(form.getValues(), sent, saved));
			setComparing(false);
			// The outbox answers with what is shown; only the server counts versions.
			setPhase(saved.version === over.version ? 'queued' : 'saved');
			if (saved.id === session.store.getState().user?.id) session.replaceUser(saved);
		} catch (error) {
			const failure = describeSaveFailure(error, { t, describe });
			if (failure.kind === 'conflict') {
				setPhase('conflict');
				// Their version is in the cache, unless it could not be read.
				setComparing(conflictOf(error)?.theirs !== undefined);
				return;
			}
			setComparing(false);
			setPhase(failure.message === null ? 'idle' : { refused: failure.message });
			blameFields(form.setError, failure.fields);
		}
	};

	return {
		form,
		phase,
		saving,
		dirty,
		base: kept,
		typed: { ...fieldsOf(kept), ...typed } as ProfileFields,
		/** Somebody else changed the person since; known from the answer to a save, or earlier from the live update. */
		overtaken: !saving && (dirty || phase === 'conflict') && user.version > kept.version,
		isComparing,
		setComparing,
		save: form.handleSubmit(async (changes) => {
			if (saving || !dirty) return;
			await send(kept, changes, form.getValues());
		}),
		/** Saves what was chosen of the two versions, over theirs. */
		async saveMerged(merged: ProfileFields): Promise<void> {
			const changes = changesBetween(fieldsOf(user), merged);
			for (const field of profileFields) form.setValue(field, merged[field], { shouldDirty: true });
			if (Object.keys(changes).length > 0) return send(user, changes, merged);
			setComparing(false);
			stand(user, fieldsOf(user));
			setPhase('idle');
		},
		startAgain(): void {
			stand(user, fieldsOf(user));
			setPhase('idle');
		},
		/** Typing on is an answer to what was said of the last save. */
		touch(): void {
			if (!saving && phase !== 'conflict') setPhase('idle');
		},
	};
};
