import { type CreateUserBody, createUserBody, type Role } from '@flotilla/contracts';
import { useCreateUser, useDescribeError, useNetworkState, useOutbox } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useCan, useNotifications } from '@flotilla/session';
import { Alert, Anchor, Button, NoPermission, PageHeader, Stack, StatusBanner, Text } from '@flotilla/ui';
import { FormActions } from '@flotilla/ui/forms';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { Link } from 'react-router';
import { useLeaveGuard } from '../../leave-guard/use-leave-guard.tsx';
import { fullName } from '../../person/person-names.ts';
import { changesBetween, type ProfileFields, profileFields } from '../../profile-form/profile-fields.ts';
import { profileFormMessages } from '../../profile-form/profile-form.messages.ts';
import { ProfileInputs } from '../../profile-form/profile-inputs.tsx';
import { createProfileResolver } from '../../profile-form/profile-resolver.ts';
import { blameFields, describeSaveFailure } from '../../profile-form/save-failure.ts';
import { createUserMessages } from './create-user.messages.ts';
import styles from './create-user.module.css';

const nobody: ProfileFields = { firstName: '', lastName: '', email: '', role: 'member', status: 'active' };
const everything = new Set(profileFields);
/** What anybody who may create people may make them. */
const plainRoles: readonly Role[] = ['member', 'viewer'];

/** A page to create one person. */
export const CreateUser = () => {
	const t = useMessages(createUserMessages);
	const mayCreate = useCan('users:create');
	return (
		<>
			<title>{`${t('page')} · Flotilla`}</title>
			<PageHeader
				title={t('page')}
				description={t('description')}
				breadcrumbs={
					<Anchor component={Link} to="/users">
						{t('users')}
					</Anchor>
				}
			/>
			{mayCreate ? <CreateUserForm /> : <NoPermission title={t('forbiddenTitle')} permission="users:create" />}
		</>
	);
};

const CreateUserForm = () => {
	const t = useMessages(createUserMessages);
	const say = useMessages(profileFormMessages);
	const mayGiveRoles = useCan('users:update-role');
	const network = useNetworkState();
	const describe = useDescribeError();
	const create = useCreateUser();
	const { status, lastFor } = useOutbox();
	// Where nothing can be kept, nobody can be created without a network.
	const isShut = network !== 'online' && status === 'unavailable';
	const { add } = useNotifications();
	const [refused, setRefused] = useState<string | null>(null);
	const form = useForm<ProfileFields, unknown, CreateUserBody>({
		defaultValues: nobody,
		resolver: createProfileResolver({
			schema: createUserBody,
			toBody: (typed) => typed,
			say: (problem) => (problem.key === 'tooLong' ? say('tooLong', { maximum: problem.maximum }) : say(problem.key)),
		}),
	});
	const { errors, isSubmitting } = form.formState;
	const isDirty = Object.keys(changesBetween(nobody, useWatch({ control: form.control }))).length > 0;
	const guard = useLeaveGuard(isDirty);
	// Somebody came here to type.
	useEffect(() => form.setFocus('firstName'), [form.setFocus]);

	const save = form.handleSubmit(async (body) => {
		setRefused(null);
		try {
			const user = await create(body, { notify: false });
			const name = fullName(user);
			if (lastFor('users', user.id) !== undefined) {
				add({ kind: 'info', title: t('kept', { name }), message: t('keptText') });
				// The server has no page of somebody it does not know.
				return guard.leave('/users');
			}
			add({ kind: 'success', title: t('created', { name }), message: t('createdText', { email: user.email }) });
			guard.leave(`/users/${user.id}`);
		} catch (error) {
			const failure = describeSaveFailure(error, { t: say, describe });
			if (failure.kind === 'conflict') return;
			setRefused(failure.message);
			blameFields(form.setError, failure.fields);
		}
	});

	return (
		<form aria-label={t('form')} noValidate onSubmit={(event) => void save(event)} className={styles.form}>
			{guard.question}
			<Stack gap="md">
				{network !== 'online' && (
					<StatusBanner kind="offline" title={t(isShut ? 'offline' : 'waits')}>
						{t(isShut ? 'offlineHint' : 'waitsHint')}
					</StatusBanner>
				)}
				{refused !== null && (
					<Alert role="alert" color="red">
						{refused}
					</Alert>
				)}
				<ProfileInputs
					register={form.register}
					control={form.control}
					errors={errors}
					editable={everything}
					required
					{...(!mayGiveRoles && { choosableRoles: plainRoles })}
				/>
				{!mayGiveRoles && (
					<Text size="sm" c="dimmed">
						{t('rolesNote')}
					</Text>
				)}
				<FormActions>
					<Button component={Link} to="/users" variant="default">
						{t('cancel')}
					</Button>
					<Button type="submit" loading={isSubmitting} disabled={isShut}>
						{t('create')}
					</Button>
				</FormActions>
			</Stack>
		</form>
	);
};
