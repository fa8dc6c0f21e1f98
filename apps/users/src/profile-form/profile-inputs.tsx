import { roles, userStatuses } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { SimpleGrid, Stack } from '@flotilla/ui';
import { Select, TextInput } from '@flotilla/ui/forms';
import { type Control, Controller, type FieldErrors, type UseFormRegister } from 'react-hook-form';
import { personMessages } from '../person/person.messages.ts';
import type { ProfileField, ProfileFields } from './profile-fields.ts';

interface Props<Body> {
	register: UseFormRegister<ProfileFields>;
	control: Control<ProfileFields, unknown, Body>;
	errors: FieldErrors<ProfileFields>;
	/** The others are there to read. */
	editable: ReadonlySet<ProfileField>;
	/** Roles that may be chosen. Default: all. */
	choosableRoles?: readonly string[];
	/** Marks what has to be filled in. Default false. */
	required?: boolean;
}

/** The fields of a person, for whoever makes a form of them. */
export const ProfileInputs = <Body,>({
	register,
	control,
	errors,
	editable,
	choosableRoles = roles,
	required = false,
}: Props<Body>) => {
	const t = useMessages(personMessages);
	const text = (field: 'firstName' | 'lastName' | 'email') => ({
		label: t(field),
		autoComplete: 'off',
		withAsterisk: required,
		'aria-required': required,
		readOnly: !editable.has(field),
		error: errors[field]?.message,
		...register(field),
	});
	const choice = (field: 'role' | 'status', values: readonly ProfileFields[typeof field][]) => (
		<Controller
			name={field}
			control={control}
			render={({ field: { ref, ...input } }) => (
				<Select
					{...input}
					ref={ref}
					label={t(field)}
					data={values.map((value) => ({ value, label: t(value) }))}
					disabled={!editable.has(field)}
					error={errors[field]?.message}
				/>
			)}
		/>
	);

	return (
		<Stack gap="md">
			<SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
				<TextInput {...text('firstName')} />
				<TextInput {...text('lastName')} />
			</SimpleGrid>
			<TextInput type="email" inputMode="email" spellCheck={false} {...text('email')} />
			<SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
				{choice(
					'role',
					roles.filter((role) => choosableRoles.includes(role)),
				)}
				{choice('status', userStatuses)}
			</SimpleGrid>
		</Stack>
	);
};
