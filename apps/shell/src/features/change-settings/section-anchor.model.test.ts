import { expect, it } from 'vitest';
import { anchorOf } from './section-anchor.model.ts';

it.each([
	['PasswordSection', 'password'],
	['Password', 'password'],
	['ActiveSessions', 'active-sessions'],
	['Section', 'section'],
])('%s is led to by #%s', (component, anchor) => {
	expect(anchorOf(component)).toBe(anchor);
});
