import { useMessages } from '@flotilla/i18n';
import { Button, Icon, Modal } from '@flotilla/ui';
import { TextInput } from '@flotilla/ui/forms';
import { type FormEvent, useId, useState } from 'react';
import { longestTitle } from '../../entry/collection-definition.ts';
import { entries } from '../../entry/entry.ts';
import { useMayDo } from '../../entry/may-do.ts';
import { createEntryMessages } from './create-entry.messages.ts';
import { checkTitle, type TitleProblem } from './entry-title.model.ts';

/** The page's primary action, for those who may: a button, and the form behind it. */
export const CreateEntry = () => {
	const t = useMessages(createEntryMessages);
	const mayDo = useMayDo();
	const [opened, setOpened] = useState(false);
	if (!mayDo({ action: 'create' })) return null;
	return (
		<>
			<Button leftSection={<Icon name="plus" />} onClick={() => setOpened(true)}>
				{t('new')}
			</Button>
			{opened && <EntryForm onClose={() => setOpened(false)} />}
		</>
	);
};

const EntryForm = ({ onClose }: { onClose: () => void }) => {
	const t = useMessages(createEntryMessages);
	const formId = useId();
	const create = entries.useCreate();
	const [title, setTitle] = useState('');
	const [problem, setProblem] = useState<TitleProblem | null>(null);
	const [isSaving, setIsSaving] = useState(false);

	const save = async (event: FormEvent) => {
		event.preventDefault();
		const found = checkTitle(title);
		setProblem(found);
		if (found !== null) return;
		setIsSaving(true);
		try {
			await create({ title: title.trim() });
			onClose();
		} catch {
			// The page has told why; what was typed is still here.
			setIsSaving(false);
		}
	};

	return (
		<Modal
			opened
			onClose={onClose}
			title={t('new')}
			footer={
				<>
					<Button variant="default" onClick={onClose}>
						{t('cancel')}
					</Button>
					<Button type="submit" form={formId} loading={isSaving}>
						{t('add')}
					</Button>
				</>
			}
		>
			<form id={formId} noValidate onSubmit={(event) => void save(event)}>
				<TextInput
					label={t('title')}
					required
					data-autofocus
					autoComplete="off"
					value={title}
					onChange={(event) => setTitle(event.currentTarget.value)}
					error={problem !== null && (problem === 'tooLong' ? t('tooLong', { maximum: longestTitle }) : t('required'))}
				/>
			</form>
		</Modal>
	);
};
