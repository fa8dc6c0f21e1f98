import { defineMessages, type Translate } from '@flotilla/i18n';
import en from './messages/en.json' with { type: 'json' };

export const uploadFilesMessages = defineMessages(en, {
	de: () => import('./messages/de.json', { with: { type: 'json' } }),
});
export type UploadFilesTranslate = Translate<keyof typeof en>;
