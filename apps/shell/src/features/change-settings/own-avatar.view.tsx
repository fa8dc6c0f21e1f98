import { avatarTypes, defaultMaximumAvatarSize, type User } from '@flotilla/contracts';
import { useDescribeError, useRemoveAvatar, useSetAvatar } from '@flotilla/data-cache';
import { useFormat, useMessages } from '@flotilla/i18n';
import { useSession } from '@flotilla/session';
import { Button, PersonAvatar } from '@flotilla/ui';
import { useEffect, useRef, useState } from 'react';
import { changeSettingsMessages } from './change-settings.messages.ts';
import styles from './settings.module.css';

/** The person's picture. A chosen one shows at once, cut as the server will cut it: a square from its middle. */
export const OwnAvatar = ({ user }: { user: User }) => {
	const t = useMessages(changeSettingsMessages);
	const format = useFormat();
	const describe = useDescribeError();
	const session = useSession();
	const [setAvatar, removeAvatar] = [useSetAvatar(), useRemoveAvatar()];
	const [preview, setPreview] = useState<string | null>(null);
	const [isBusy, setBusy] = useState(false);
	const [problem, setProblem] = useState<string | null>(null);
	const field = useRef<HTMLInputElement>(null);
	useEffect(() => () => void (preview !== null && URL.revokeObjectURL(preview)), [preview]);

	const change = async (work: () => Promise<User>) => {
		setBusy(true);
		setProblem(null);
		try {
			session.replaceUser(await work());
		} catch (error) {
			setProblem(describe(error));
		} finally {
			setBusy(false);
			setPreview(null);
		}
	};
	const choose = (file: File | undefined) => {
		if (file === undefined) return;
		if (!avatarTypes.some((type) => type === file.type)) return setProblem(t('avatarType'));
		if (file.size > defaultMaximumAvatarSize) {
			return setProblem(t('avatarSize', { size: format.bytes(defaultMaximumAvatarSize) }));
		}
		setPreview(URL.createObjectURL(file));
		void change(() => setAvatar(user.id, file));
	};

	return (
		<div className={styles.person}>
			<PersonAvatar
				firstName={user.firstName}
				lastName={user.lastName}
				src={preview ?? user.avatarUrl ?? undefined}
				size={64}
			/>
			<div className={styles.picture}>
				<input
					ref={field}
					type="file"
					accept={avatarTypes.join(',')}
					hidden
					aria-label={t('avatarChange')}
					onChange={({ currentTarget }) => {
						choose(currentTarget.files?.[0]);
						// So that the same file can be chosen again.
						currentTarget.value = '';
					}}
				/>
				<div className={styles.actions}>
					<Button size="xs" variant="default" loading={isBusy} onClick={() => field.current?.click()}>
						{t('avatarChange')}
					</Button>
					{user.avatarUrl !== null && (
						<Button
							size="xs"
							variant="subtle"
							color="gray"
							disabled={isBusy}
							onClick={() => void change(() => removeAvatar(user.id))}
						>
							{t('avatarRemove')}
						</Button>
					)}
				</div>
				<p role="status" className={styles.state} data-problem={problem !== null}>
					{problem ?? (isBusy ? t('saving') : t('avatarHint', { size: format.bytes(defaultMaximumAvatarSize) }))}
				</p>
			</div>
		</div>
	);
};
