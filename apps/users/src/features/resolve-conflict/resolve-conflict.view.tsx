import type { User } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Button, Modal } from '@flotilla/ui';
import { useState } from 'react';
import { fieldsOf, type ProfileField, type ProfileFields } from '../../profile-form/profile-fields.ts';
import { DifferenceChoice } from './difference-choice.tsx';
import { resolveConflictMessages } from './resolve-conflict.messages.ts';
import { type Choice, type Choices, choiceOf, findDifferences, isDecided, merge } from './resolve-conflict.model.ts';
import styles from './resolve-conflict.module.css';
import { useLastChange } from './use-last-change.ts';

interface Props {
	/** The version that was typed over. */
	base: User;
	mine: ProfileFields;
	/** The version of now; it may become newer while this is open. */
	theirs: User;
	/** What was chosen is on its way. */
	saving: boolean;
	onChoose: (merged: ProfileFields) => void;
	onClose: () => void;
}

/** Two people changed one person: field by field, which version shall stand. */
export const ResolveConflict = ({ base, mine, theirs, saving, onChoose, onClose }: Props) => {
	const t = useMessages(resolveConflictMessages);
	const [choices, setChoices] = useState<Choices>({});
	// What is on its way shows as theirs already; the choice is about what was there before.
	const [versions, setVersions] = useState({ base, mine, theirs });
	if (!saving && theirs !== versions.theirs) setVersions({ ...versions, theirs });
	const differences = findDifferences({
		base: fieldsOf(versions.base),
		mine: versions.mine,
		theirs: fieldsOf(versions.theirs),
	});
	const open = differences.filter((difference) => choiceOf(difference, choices) === null).length;
	const choose = (field: ProfileField, choice: Choice) => setChoices({ ...choices, [field]: choice });
	const chooseAll = (side: 'mine' | 'theirs') =>
		setChoices(Object.fromEntries(differences.map(({ field, mine: text }) => [field, { side, text }])));

	return (
		<Modal
			opened
			size="lg"
			onClose={onClose}
			closeOnEscape={!saving}
			closeOnClickOutside={false}
			title={t('title')}
			footer={
				<>
					<Button variant="default" onClick={onClose} disabled={saving}>
						{t('cancel')}
					</Button>
					<Button
						loading={saving}
						disabled={!isDecided(differences, choices)}
						onClick={() => onChoose(merge(fieldsOf(versions.theirs), differences, choices))}
					>
						{t('save')}
					</Button>
				</>
			}
		>
			<p className={styles.intro}>{t('intro')}</p>
			<LastChange theirs={versions.theirs} />
			<div className={styles.all}>
				<Button size="xs" variant="default" disabled={saving} onClick={() => chooseAll('mine')}>
					{t('allMine')}
				</Button>
				<Button size="xs" variant="default" disabled={saving} onClick={() => chooseAll('theirs')}>
					{t('allTheirs')}
				</Button>
			</div>
			<div className={styles.fields}>
				{differences.map((difference, index) => (
					<DifferenceChoice
						key={difference.field}
						difference={difference}
						choice={choiceOf(difference, choices)}
						onChoose={(choice) => choose(difference.field, choice)}
						disabled={saving}
						isFirst={index === 0}
					/>
				))}
				<p role="status" className={styles.undecided}>
					{open > 0 && t('undecided', { count: open })}
				</p>
			</div>
		</Modal>
	);
};

const LastChange = ({ theirs: { id, version, updatedAt } }: { theirs: User }) => {
	const t = useMessages(resolveConflictMessages);
	const format = useFormat();
	const name = useLastChange(id, version)?.actorName;
	const when = format.relativeTime(updatedAt);
	return <p className={styles.who}>{name == null ? t('changed', { when }) : t('changedBy', { name, when })}</p>;
};
