import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html.ts';

export interface ShownMail {
	id: string;
	to: string;
	subject: string;
	text: string;
	created_at: Date;
}

const style = `
:root { color-scheme: light dark; --line: light-dark(#e2e4e9, #2d3038); --quiet: light-dark(#5b606b, #9da3b0); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 44rem; padding: 24px 16px 64px; background: light-dark(#fff, #111317);
	color: light-dark(#1a1c21, #e8eaee); font: 14px/20px Inter, system-ui, sans-serif; }
h1 { margin: 0; font-size: 20px; line-height: 28px; }
h2 { margin: 0; font-size: 14px; line-height: 20px; }
.quiet { margin: 0; color: var(--quiet); }
article { margin-top: 16px; border: 1px solid var(--line); border-radius: 8px; padding: 16px; }
pre { margin: 12px 0 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: light-dark(#2550d8, #8fb0ff); }
a:focus-visible { outline: 2px solid; outline-offset: 2px; border-radius: 2px; }
time { font-variant-numeric: tabular-nums; }
`;

/** The page runs nothing and loads nothing; its one style is named by its hash. */
export const outboxPolicy = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
	"frame-ancestors 'none'",
	"base-uri 'none'",
	"form-action 'none'",
].join('; ');

/** Addresses of a text as links; everything is escaped, and what is no web address stays text. */
const linkify = (text: string): string =>
	text
		.split(/(https?:\/\/[^\s<>"]+)/)
		.map((part, index) =>
			index % 2 === 0 ? escapeHtml(part) : `<a href="${escapeHtml(part)}" rel="noreferrer">${escapeHtml(part)}</a>`,
		)
		.join('');

const renderMail = ({ id, to, subject, text, created_at: at }: ShownMail): string => `
<article id="${escapeHtml(id)}" aria-labelledby="subject-${escapeHtml(id)}">
<h2 id="subject-${escapeHtml(id)}">${escapeHtml(subject)}</h2>
<p class="quiet">To ${escapeHtml(to)}, <time datetime="${at.toISOString()}">${at.toISOString().slice(0, 19).replace('T', ' ')} UTC</time></p>
<pre>${linkify(text)}</pre>
</article>`;

export const renderOutbox = (mails: readonly ShownMail[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mails · Flotilla</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Mails</h1>
<p class="quiet">What would be sent if SMTP_URL were set, the newest first. This page exists in development only.</p>
${mails.length === 0 ? '<article><p class="quiet">No mail yet. Register, or ask for a new password, and it appears here.</p></article>' : mails.map(renderMail).join('')}
</main>
</body>
</html>
`;
