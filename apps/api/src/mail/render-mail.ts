import { escapeHtml } from './escape-html.ts';

/** What a mail says; both its forms are made from it. */
export interface MailContent {
	subject: string;
	/** Plain text, one paragraph each. */
	before: readonly string[];
	/** What there is to follow, each on a line of its own. */
	links?: readonly { label: string; url: string }[];
	after?: readonly string[];
}

const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
const anchor = ({ label, url }: { label: string; url: string }) =>
	`<p><a href="${escapeHtml(url)}">${escapeHtml(label)}</a><br><small>${escapeHtml(url)}</small></p>`;

export const renderMail = ({ before, links = [], after = [] }: MailContent): { text: string; html: string } => ({
	text: [...before, ...links.map(({ label, url }) => `${label}:\n${url}`), ...after].join('\n\n'),
	html: [...before.map(paragraph), ...links.map(anchor), ...after.map(paragraph)].join('\n'),
});
